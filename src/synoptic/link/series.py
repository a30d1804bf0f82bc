def link(docs, stories, figures, entities, provenance):
    return (), figures
