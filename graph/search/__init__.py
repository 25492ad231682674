"""Search: things by what people type: a part of a name, its sound, its initials, or a name with a slip.

``folding`` makes texts alike, ``transliteration`` gives Chinese its pinyin, ``lines`` holds many texts as one,
``slips`` and ``ranking`` judge, ``index`` looks, ``page`` answers.
"""
