def link(docs, stories, event_mentions, entities, figures, provenance):
    return ((),)
