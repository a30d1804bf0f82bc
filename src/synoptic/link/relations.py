def link(docs, stories, events, series, figures, utterances, quotations, positions):
    return ((),)
