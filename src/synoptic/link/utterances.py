def link(stories, quotations, entities):
    return (), quotations
