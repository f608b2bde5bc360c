"""The words of offices, organizations and groups: data alone, in lower case."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady hon honourable honorable excellency h.e h.r.h "
    "h.m his her rt right the eng ing engr dato datuk sheikh shaikh sayyid shri smt cardinal archbishop "
    "bishop rabbi imam father sister mme m messrs dr.-ing emeritus gen lt col maj cmdr adm general "
    "admiral colonel brigadier captain lieutenant major commodore marshal ret retired ambassador amb pol "
    "haji pehin madam madame honourables tan seri sri tun pengiran alhaji alhaja doc h.h".split()
)
# Those that are honorifics only where a name follows, and an office or a plain word elsewhere.
RANKS = frozenset(
    "general admiral colonel brigadier captain lieutenant major commodore marshal gen lt col maj cmdr adm "
    "radm vadm capt cpt cdr lcdr ltc brig bgen mgen ltgen sgt sergeant lieutenant-general major-general "
    "brigadier-general lieutenant-colonel vice-marshal rear-admiral vice-admiral "
    "ambassador amb pol cardinal archbishop bishop rabbi imam agent".split()
)
# Part of a rank before another word of it: "Sen. Lt. Gen.", "Vice Admiral", "Command Sgt. Maj.".
BEFORE_RANKS = frozenset(
    "sen sr senior vice rear air chief wing group command pol police master first special".split()
)
ALWAYS_HONORIFIC = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady hon honourable honorable h.e h.r.h h.m h.h rt "
    "eng ing engr dato datuk sheikh shaikh shri smt mme messrs madam madame cardinal archbishop alhaji "
    "alhaja pengiran doc doña dona dott lic licda mtro mtra arq dra profa sra srta herr frau monsieur "
    "signor signora hon'ble rev reverend".split()
)

# The word that makes a phrase an office.
HEADS = frozenset(
    "minister secretary president commissioner administrator director governor mayor ambassador chargé "
    "charge chief chair chairman chairwoman chairperson chancellor premier king queen prince princess "
    "emir sultan pope commander senator congressman congresswoman speaker counselor counsellor councillor "
    "councilor adviser advisor envoy consul attaché attache coordinator undersecretary head judge "
    "prosecutor superintendent inspector comptroller controller treasurer spokesperson spokesman "
    "vice-president ceo cfo coo founder rector dean nuncio commandant taoiseach tánaiste "
    "secretary-general director-general attorney-general governor-general minister-president "
    "comptroller-general vice-minister vice-premier vice-chair co-chair under-secretary "
    "under-secretary-general president-designate representative deputy-minister high-commissioner sherpa "
    "negotiator delegate manager cabinet-secretary statthalter intendant prefect lawmaker mp mep mk "
    "chairlady economist scientist registrar ombudsman attorney auditor marshal landeshauptmann voivode "
    "landeshauptfrau "
    "aide adjutant alderman provost lieutenant-governor fm pm dpm dfm dg ddg sg a/s u/s das pdas dcm "
    "cda secstate secdef hrvp usg asg vp nsa permrep depsec pr eam econoff poloff polcouns econcouns "
    "potus vpotus member premier-designate emperor empress commander-in-chief "
    "colleague mod defmin finmin formin pres gov sen vice-chancellor "
    "akim hokim wali specialist whip councilman councilwoman "
    "auditor-general inspector-general solicitor-general registrar-general accountant-general clerk "
    "pro-vice-chancellor vice-rector ambassador-at-large officer principal leader counterpart "
    "consul-general mec geologist surgeon epidemiologist archivist librarian curator statistician actuary "
    "trustee rep postmaster chaplain constable sheriff magistrate bursar".split()
)
# Offices only before "for": "deputy for operations".
HEADS_BEFORE_FOR = ("deputy", "plenipotentiary")
PLURAL_HEADS = {
    "ministers": "minister", "secretaries": "secretary", "presidents": "president", "governors": "governor",
    "commissioners": "commissioner", "directors": "director", "mayors": "mayor", "ambassadors": "ambassador",
    "chiefs": "chief", "premiers": "premier", "senators": "senator", "heads": "head", "fms": "fm",
    "undersecretaries": "undersecretary", "secretaries-general": "secretary-general", "speakers": "speaker",
    "directors-general": "director-general", "kings": "king", "consuls": "consul", "envoys": "envoy",
    "chancellors": "chancellor", "commanders": "commander", "representatives": "representative",
    "advisers": "adviser", "advisors": "advisor", "deputies": "deputy", "counselors": "counselor",
    "chairs": "chair", "leaders": "leader", "judges": "judge", "delegates": "delegate", "ceos": "ceo",
    "officers": "officer", "congressmen": "congressman", "members": "member", "mps": "mp",
    "meps": "mep", "mks": "mk",
}  # fmt: skip
# Offices only with what they are of: "head of", "member of", "leader of".
NEEDS_COMPLEMENT = frozenset(
    "head member leader principal officer manager delegate founder charge official clerk".split()
)
# Offices that no one country or organization says more of.
SHORT_OFFICES = frozenset(
    "fm pm dpm dfm dg ddg sg a/s u/s das pdas dcm cda secstate secdef hrvp usg asg vp nsa permrep pr eam "
    "econoff poloff polcouns econcouns ceo cfo coo mp mep mk mec mod defmin finmin formin pres gov "
    "sen rep".split()
)
# Words that stand before or between the heads and belong to the office.
MODIFIERS = frozenset(
    "detective lord "
    "deputy vice prime foreign assistant under first second third acting interim state general permanent "
    "parliamentary high senior executive principal associate chief special national federal regional "
    "managing joint co honorary outgoing incoming crown grand supreme cabinet political trade defense "
    "defence finance economic economics interior home justice labor labour education health energy "
    "transport transportation agriculture commerce security military economy environment climate culture "
    "tourism science technology digital development planning intelligence police army navy naval air "
    "treasury water fisheries industry housing sports youth women immigration migration resident "
    "plenipotentiary extraordinary inspector consul director secretary adviser state's lead "
    "acting-director ranking global international external internal european affairs counter-terrorism "
    "border "
    "personal presidential lieutenant major rear information communications program programme policy "
    "investment operating financial medical legal human resources press public minister commercial "
    "cultural station section desk country majority minority opposition official diplomatic operations "
    "technical undersecretary representative".split()
)
# Portfolios and fields, as they follow "of" and "for"; a name begins after the last of them.
DOMAIN = MODIFIERS | frozenset(
    "affairs relations cooperation co-operation works security defence mission staff office government "
    "protection customs europe africa asia america americas pacific middle east west north south eastern "
    "western northern southern central asian african hemisphere near indo-pacific eurasian caribbean "
    "latin arctic atlantic mediterranean nations union growth environment resources commerce integration "
    "reform justice rights refugees humanitarian social welfare family families employment work skills "
    "innovation research universities export exports import imports policy strategy treasury revenue "
    "budget supply infrastructure railways aviation maritime shipping oceans fisheries food forestry "
    "rural urban regions mines mining petroleum oil gas power nuclear non-proliferation disarmament "
    "verification peacekeeping peace conflict stabilization democracy labor law enforcement narcotics "
    "consular protocol passports citizenship citizens population gender equality children disabilities "
    "veterans territories provinces states commonwealth francophonie sport arts heritage media enterprise "
    "enterprises smes entrepreneurship competitiveness consumer markets market monetary bank banking "
    "treaty treaties arms control emergency disaster disasters crisis management administration "
    "administrative civil service services electronic electronics ict telecommunications cyber cyberspace "
    "space bureau department division directorate branch unit team delegation command forces force guard "
    "coast army republic kingdom federation emirates council parliament senate house assembly congress "
    "commons commission committee board authority agency institute organization organisation centre "
    "center ministry fleet corps brigade regiment battalion "
    "squadron caucus multilateral bilateral sustainable diaspora expatriates islamic religious hajj "
    "endowments municipality district province county region territory prefecture city sahel balkans "
    "levant gulf horn lakes great excise supervision training land livestock provincial municipal "
    "neighbourhood neighborhood enlargement single ageing aging "
    "aquaculture irrigation worship local highways roads bridges ports airports mobility sanitation "
    "hydrocarbons electricity hydraulics meteorology statistics privatization privatisation investments "
    "insurance pensions cooperatives crafts handicrafts literacy languages inclusion solidarity cohesion "
    "minorities indigenous tribal elderly persons wildlife forests parks animal husbandry dairy fishing "
    "business businesses utilities facilities systems projects programs programmes missions issues matters "
    "negotiations claims partnerships elections productivity competition refugee relief consumers posts "
    "broadcasting".split()
)
# The word that makes a phrase an organization.
ORGANIZATION_WORDS = frozenset(
    "ministry department agency bureau office commission institute authority service services bank "
    "council committee organization organisation union nations parliament congress senate embassy "
    "consulate university secretariat administration police customs corporation company inc ltd "
    "foundation association federation confederation chamber assembly house cabinet court court's board "
    "fund forum centre center league directorate directorate-general division command guard forces "
    "society academy laboratory group party mission delegation protection headquarters municipality "
    "co-op s.a s.a.s s.r.l gmbh llc plc "
    "museum library gallery theatre theater orchestra observatory clinic clínica polytechnic conservatory "
    "universidad universidade universitat universität università université universitet universitas "
    "ministerio ministério ministère ministero banco banque banca instituto institut servicio serviço "
    "agencia agência agence policía polícia asamblea assembleia gobierno governo ayuntamiento prefeitura "
    "comune mairie tribunal consejo conselho conseil sociedad sociedade société fundación fundação "
    "fondation empresa cooperativa confederación federación asociación associação "
    "prefecture government treasury bundestag knesset duma verkhovna diet riksdag storting eduskunta sejm "
    "faculty seimas saeima riigikogu folketing oireachtas cortes skupština sabor "
    "lok majlis cross crescent monetary pentagon initiative alliance network partnership programme "
    "program trust college school hospital airlines airways port city county".split()
)
# The last word of a company's name, as it is written.
COMPANY_ENDINGS = ("AG", "SA", "AB", "Oy", "SE", "NV", "BV", "AS", "ASA", "KG", "SpA", "Co")
# Where somebody works, before the office and in small letters: "plant manager", "hospital director".
WORKPLACES = frozenset(
    "plant lab laboratory hospital clinic school college university campus museum gallery library archive "
    "theatre theater orchestra festival zoo park farm ranch vineyard winery brewery mill factory mine "
    "quarry refinery shipyard warehouse terminal port airport harbor harbour station site camp prison "
    "project product production sales marketing export exports research company firm bank fund cooperative "
    "co-op union club team board committee council city town village district county municipal ward parish "
    "temple church mosque market store shop hotel dam center centre bureau agency branch area zone field "
    "power utility water forest wildlife fire rescue customs border news newspaper editorial staff "
    "delegation faculty student alumni engineering safety quality finance procurement logistics".split()
)
SUBNATIONAL_HEADS = frozenset(
    "governor mayor akim hokim wali premier prefect voivode minister-president provost alderman councillor "
    "lieutenant-governor".split()
)
MISSION_WORDS = frozenset(
    "ambassador chargé charge consul dcm cda econoff poloff polcouns econcouns attaché attache amb nuncio "
    "ambassador-at-large mission d'affaires high-commissioner permrep".split()
)

# International organizations, folded.
INTERNATIONAL = frozenset(
    (
        "un; united nations; eu; european union; european commission; european council; "
        "european parliament; nato; asean; african union; au; iom; imf; world bank; who; wto; oecd; osce; "
        "iaea; unhcr; unicef; wfp; opec; oas; interpol; ecowas; arab league; gcc; "
        "world health organization; world trade organization; international monetary fund; "
        "council of europe; international organization for migration; caricom; apec; icrc; "
        "international committee of the red cross; asian development bank; world food programme; "
        "inter-american development bank; world customs organization; wco; ilo; fao; undp; unesco; "
        "organization of american states; pacific islands forum; commonwealth secretariat; "
        "african development bank; afdb; iadb; idb; isdb; islamic development bank; ebrd; eib; "
        "european investment bank; european bank for reconstruction and development; "
        "international labour organization; international labour organisation; "
        "international labor organization; "
        "food and agriculture organization; united nations development programme; imo; "
        "international maritime organization; icao; international civil aviation organization; "
        "itu; wipo; wmo; "
        "unctad; unido; unep; unfpa; un women; unaids; unodc; ohchr; ocha; ifad; iea; iora; irena; "
        "united nations children's fund; united nations high commissioner for refugees; sadc; eac; igad; "
        "southern african development community; east african community; eccas; comesa; mercosur; "
        "organization of islamic cooperation; oic; league of arab states; gulf cooperation council; saarc; "
        "european central bank; ecb; international atomic energy agency; world meteorological organization"
    ).split("; ")
)

# The last word of a group that takes part without names.
GROUPS = frozenset(
    "officials representatives leaders members executives organizations organisations industry companies "
    "businesses society community communities experts students investors journalists parliamentarians "
    "lawmakers legislators entrepreneurs stakeholders partners counterparts academics veterans agencies "
    "groups chambers unions businesspeople businessmen ngos sector academia diaspora employers workers "
    "farmers exporters scientists scholars alumni refugees migrants activists delegations personnel "
    "diplomats firms associations institutions staff figures authorities educators researchers donors "
    "observers ministers youth ambassadors governors mayors ceos presidents delegates senators teams "
    "units agents operators officers bankers banks doctors nurses teachers artists engineers lawyers "
    "judges survivors residents pilots cooperatives cooperative trainees graduates fellows heads chiefs "
    "advocates defenders manufacturers producers".split()
)
THIRD_PARTY_WORDS = frozenset(
    "international organizations organisations industry companies business businesses private civil "
    "society ngos ngo nongovernmental non-governmental community communities investors students academics "
    "academia experts journalists media diaspora entrepreneurs stakeholders scientists scholars alumni "
    "refugees migrants activists farmers exporters workers employers unions veterans executives firms "
    "commerce associations donors observers youth educators researchers operators ceos manufacturers "
    "bankers banks doctors nurses teachers artists engineers lawyers survivors residents cooperatives "
    "cooperative graduates fellows advocates defenders producers non-profit philanthropic".split()
)
PARTICLES = frozenset(
    "de da do dos das del della di la le van von der den ter ten bin bint ibn al el ben abu y e zu af du "
    "san mac st ul ur u of-".split()
)
# Words that are no part of a name, title or organization though a heading writes them large.
PLAIN_WORDS = frozenset(
    "the a an and or but nor with without by from in on at to as is was were are be been has had have who "
    "whom which that this these those it its he she they we his her their our my your not no during after "
    "before following while when where also both all some other others more most many several various "
    "earlier later today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday "
    "sunday january february march april june july august september october november december "
    "additionally meanwhile separately finally then thereafter subsequently previously recently however "
    "furthermore moreover meets met meet meeting meetings hosts hosted receives received welcomes "
    "welcomed visits visited visit trip travels traveled travelled call calls called speaks spoke talks "
    "discusses discussed readout remarks joint statement summary participants attendees present agenda "
    "topics outcome outcomes subject date venue place location time attended attends participated joined "
    "accompanied led signed signs agreed concludes concluded arrives arrived departs departed about "
    "between among amid around against over under into through upon there here what how why if will would "
    "can could should shall must may might did do does done concerning regarding including along together "
    "per via than so such each every either neither only key list note notes item items minutes record "
    "action next steps day days week programme program schedule itinerary annex background photo image "
    "source press release official-visit speaking thanks thanking welcoming opening closing noting "
    "recalling stressing participating talks, dialogue summit conference roundtable ceremony dinner lunch "
    "breakfast reception session trip's visit's on-site paid pays held holds holding tours toured "
    "bilateral trilateral phone telephone video working morning afternoon evening later-today main same "
    "new".split()
)
