def link(stories, namings, chains, entities, events):
    return ((),)
