// Labels of things in both languages.
MATCH (thing:Tidu)
WHERE thing.nameEn IS NOT NULL
UNWIND [[thing.name, 'zh'], [thing.nameEn, 'en']] AS label
RETURN thing, label[0] AS label, label[1] AS language
