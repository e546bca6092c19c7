package imports

import (
	"strings"

	"estatehub/ent/noun"
	"estatehub/internal/lifecycle"
	"estatehub/internal/sheets"
)

// titles are the names of the values of enums that have no life cycle, in Chinese and English.
var titles = map[string]map[string][2]string{
	"BuildingKind": {"HIGH_RISE": {"高层", "High-rise"}, "MULTI_STOREY": {"多层", "Multi-storey"}, "VILLA": {"别墅", "Villa"},
		"CAR_PARK": {"车库", "Car park"}, "PUBLIC": {"公建", "Public"}, "OTHER": {"其他", "Other"}},
	"BuildingHandover": {"NOT_TAKEN_OVER": {"未接管", "Not taken over"}, "TAKEN_OVER": {"已接管", "Taken over"},
		"HANDING_OVER": {"交付中", "Handing over"}, "HANDED_OVER": {"已交付", "Handed over"}},
	"UnitUse": {"RESIDENTIAL": {"住宅", "Residential"}, "SHOP": {"商铺", "Shop"}, "OFFICE": {"办公", "Office"},
		"PARKING": {"车位", "Parking"}, "OTHER": {"其他", "Other"}},
	"OwnerKind":        {"PERSON": {"个人", "Person"}, "COMPANY": {"单位", "Company"}},
	"OwnerSpecialCare": {"NONE": {"无", "None"}, "LONELY_ELDERLY": {"孤寡老人", "Lonely elderly"}, "CHILD": {"儿童", "Child"}, "DISABLED": {"残疾", "Disabled"}, "ILL": {"患病", "Ill"}},
	"StaffGender":      {"MALE": {"男", "Male"}, "FEMALE": {"女", "Female"}},
}

// listed are the values of the enums whose terms the handbook lists.
var listed = map[string][]lifecycle.Term{
	"TicketKind": lifecycle.Kinds, "TicketClass": lifecycle.Classes, "TicketType": lifecycle.Types,
	"TicketSeverity": lifecycle.Severities, "TicketDefectSize": lifecycle.DefectSizes, "TicketValidity": lifecycle.Validities, "TicketChannel": lifecycle.Channels,
	"TicketTopic": lifecycle.Topics, "TicketOutcome": lifecycle.Outcomes, "BillFee": lifecycle.Fees,
}

// named is the name of an enum's value in Chinese and English; the code itself where there is none.
func named(f *noun.Field, code string) (zh, en string) {
	if t, ok := titles[f.EnumType][code]; ok {
		return t[0], t[1]
	}
	for _, t := range listed[f.EnumType] {
		if t.Code == code {
			return t.ZH, t.EN
		}
	}
	if f.EnumType == "TicketState" {
		t := lifecycle.TicketStateTitle(lifecycle.State(code))
		return t.ZH, t.EN
	}
	if m := lifecycle.Named(f.Machine); m != nil {
		t := m.StateTitle(lifecycle.State(code))
		return t.ZH, t.EN
	}
	return code, code
}

// terms are all the ways to write the values of an enum, folded: code, Chinese name, English name.
func terms(f *noun.Field) map[string]string {
	all := map[string]string{}
	for _, code := range f.Values {
		zh, en := named(f, code)
		for _, name := range []string{code, zh, en} {
			if name = strings.ToLower(sheets.Fold(name)); all[name] == "" {
				all[name] = code
			}
		}
	}
	return all
}

// choices are the values of an enum as a template offers them.
func choices(f *noun.Field, lang string) []string {
	var all []string
	for _, code := range f.Values {
		zh, en := named(f, code)
		if strings.HasPrefix(lang, "zh") {
			en = zh
		}
		all = append(all, en)
	}
	return all
}
