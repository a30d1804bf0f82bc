def link(docs, stories, events, event_mentions, signatures):
    return docs, stories
