def link(docs, stories, timexes, quotations, figures, event_mentions, positions):
    return docs, timexes, quotations, figures, event_mentions, positions
