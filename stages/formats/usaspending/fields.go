package usaspending

import (
	"iter"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Where a value stands, by shape: a name in lower case is a column of CSV, former or present; a name with capitals is a key of
// the API's search results; one that begins with / is a JSON Pointer into the API's single award; one with / inside is a path
// below an entry's award or IDV in FPDS (whose schema misspells isSolePropreitorship), @ for an attribute. The first that has a
// value is taken. This is all that is read.
var (
	uniqueAward    = []string{"contract_award_unique_key", "assistance_award_unique_key", "generated_internal_id", "/generated_unique_award_id"}
	piid           = []string{"award_id_piid", "piid", "Award ID", "/piid", "awardID/awardContractID/PIID", "contractID/IDVID/PIID", "awardID/OtherTransactionAwardContractID/PIID", "contractID/OtherTransactionIDVContractID/PIID"}
	agency         = []string{"agencyid", "awarding_sub_agency_code", "awardingsubtieragencycode", "/awarding_agency/subtier_agency/code", "awardID/awardContractID/agencyID", "contractID/IDVID/agencyID", "awardID/OtherTransactionAwardContractID/agencyID", "contractID/OtherTransactionIDVContractID/agencyID"}
	parentPIID     = []string{"parent_award_id_piid", "idvpiid", "parentawardid", "parent_award_id", "/parent_award/piid", "awardID/referencedIDVID/PIID", "contractID/referencedIDVID/PIID", "awardID/referencedOtherTransactionIDVID/PIID"}
	modification   = []string{"modification_number", "modnumber", "awardmodificationamendmentnumber", "Mod", "awardID/awardContractID/modNumber", "contractID/IDVID/modNumber", "awardID/OtherTransactionAwardContractID/modNumber", "contractID/OtherTransactionIDVContractID/modNumber"}
	transaction    = []string{"transaction_number", "transactionnumber", "awardID/awardContractID/transactionNumber"}
	deletion       = []string{"correction_delete_ind", "correctiondeleteindicator"}
	modified       = []string{"last_modified_date", "lastmodifieddate", "/period_of_performance/last_modified_date", "transactionInformation/lastModifiedDate"}
	signed         = []string{"action_date", "signeddate", "actiondate", "award_base_action_date", "Action Date", "Base Obligation Date", "/date_signed", "relevantContractDates/signedDate"}
	latest         = []string{"award_latest_action_date"}
	starts         = []string{"period_of_performance_start_date", "periodofperformancestartdate", "Start Date", "/period_of_performance/start_date"}
	effective      = []string{"effectivedate", "relevantContractDates/effectiveDate"} // of this action
	ends           = []string{"period_of_performance_current_end_date", "currentcompletiondate", "periodofperformancecurrentenddate", "End Date", "/period_of_performance/end_date", "relevantContractDates/currentCompletionDate"}
	optionsEnd     = []string{"period_of_performance_potential_end_date", "ultimatecompletiondate", "periodofperformancepotentialenddate", "/period_of_performance/potential_end_date", "relevantContractDates/ultimateCompletionDate"}
	potential      = []string{"potential_total_value_of_award", "potentialtotalvalueofaward", "/base_and_all_options", "totalDollarValues/totalBaseAndAllOptionsValue"}
	parentAgency   = []string{"parent_award_agency_id", "idvagencyid", "parent_award_modification_agency_id", "/parent_award/sub_agency_id", "awardID/referencedIDVID/agencyID", "contractID/referencedIDVID/agencyID", "awardID/referencedOtherTransactionIDVID/agencyID"}
	obligated      = []string{"federal_action_obligation", "dollarsobligated", "federalactionobligation", "Transaction Amount", "dollarValues/obligatedAmount"}
	total          = []string{"total_dollars_obligated", "total_obligated_amount", "Award Amount", "/total_obligation", "totalDollarValues/totalObligatedAmount", "totalDollarValues/obligatedAmount"}
	vehicleType    = []string{"idv_type_code", "idv_type"}
	awardType      = []string{"award_type", "award_or_idv_type", "contractactiontype", "contractawardtype", "Contract Award Type", "Award Type", "/type_description", "contractData/contractActionType@description"}
	competed       = []string{"extent_competed", "extentcompeted", "/latest_transaction_contract_data/extent_competed_description", "competition/extentCompeted@description"}
	reasonCode     = []string{"action_type_code", "reasonformodification", "actiontype", "contractData/reasonForModification"}
	reason         = []string{"action_type", "reasonformodification", "actiontype", "contractData/reasonForModification@description"}
	buyerCode      = []string{"awarding_sub_agency_code", "contractingofficeagencyid", "awardingsubtieragencycode", "/awarding_agency/subtier_agency/code", "purchaserInformation/contractingOfficeAgencyID"}
	buyerName      = []string{"awarding_sub_agency_name", "contractingofficeagencyid", "awardingsubtieragencyname", "Awarding Sub Agency", "/awarding_agency/subtier_agency/name", "purchaserInformation/contractingOfficeAgencyID@name"}
	department     = []string{"awarding_agency_name", "maj_agency_cat", "awardingagencyname", "Awarding Agency", "/awarding_agency/toptier_agency/name", "purchaserInformation/contractingOfficeAgencyID@departmentName"}
	departmentCode = []string{"maj_agency_cat", "purchaserInformation/contractingOfficeAgencyID@departmentID"}
	toptierCode    = []string{"awarding_agency_code", "awardingagencycode", "/awarding_agency/toptier_agency/code"}
	officeCode     = []string{"awarding_office_code", "contractingofficeid", "awardingofficecode", "purchaserInformation/contractingOfficeID"}
	officeName     = []string{"awarding_office_name", "contractingofficeid", "awardingofficename", "purchaserInformation/contractingOfficeID@name"}
	vendor         = []string{"recipient_name", "vendorname", "awardeeorrecipientlegalentityname", "Recipient Name", "/recipient/recipient_name", "vendor/vendorSiteDetails/entityIdentifiers/vendorUEIInformation/UEILegalBusinessName", "vendor/vendorHeader/vendorName", "vendor/contractorName"}
	vendorAliases  = []string{"vendoralternatename", "vendorlegalorganizationname", "vendordoingbusinessname", "recipient_doing_business_as_name", "vendor_doing_business_as_name", "vendor/vendorHeader/vendorLegalOrganizationName", "vendor/vendorHeader/vendorDoingAsBusinessName", "vendor/vendorHeader/vendorAlternateName", "vendor/contractorName"}
	uei            = []string{"recipient_uei", "uei", "Recipient UEI", "/recipient/recipient_uei", "vendor/vendorSiteDetails/entityIdentifiers/vendorUEIInformation/UEI"}
	duns           = []string{"recipient_duns", "dunsnumber", "awardeeorrecipientuniqueidentifier", "Recipient DUNS Number", "/recipient/recipient_unique_id", "vendor/vendorSiteDetails/vendorDUNSInformation/DUNSNumber", "vendor/vendorSiteDetails/entityIdentifiers/vendorDUNSInformation/DUNSNumber"}
	vendorCountry  = []string{"recipient_country_code", "vendorcountrycode", "legalentitycountrycode", "/recipient/location/country_code", "/recipient/location/location_country_code", "vendor/vendorSiteDetails/vendorLocation/countryCode"}
	parentName     = []string{"recipient_parent_name", "mod_parent", "ultimateparentlegalentityname", "/recipient/parent_recipient_name", "vendor/vendorSiteDetails/entityIdentifiers/vendorUEIInformation/ultimateParentUEIName", "vendor/vendorSiteDetails/vendorDUNSInformation/globalParentDUNSName"}
	parentUEI      = []string{"recipient_parent_uei", "ultimateparentuei", "/recipient/parent_recipient_uei", "vendor/vendorSiteDetails/entityIdentifiers/vendorUEIInformation/ultimateParentUEI"}
	parentDUNS     = []string{"recipient_parent_duns", "parentdunsnumber", "ultimateparentuniqueidentifier", "/recipient/parent_recipient_unique_id", "vendor/vendorSiteDetails/vendorDUNSInformation/globalParentDUNSNumber"}
	alone          = []string{"sole_proprietorship", "issoleproprietorship", "vendor/vendorSiteDetails/vendorBusinessTypes/businessOrOrganizationType/isSolePropreitorship", "vendor/vendorSiteDetails/vendorBusinessTypes/businessOrOrganizationType/isSoleProprietorship", "vendor/vendorSiteDetails/typeOfIndustry/isSoleProprietorship", "vendor/vendorSiteDetails/isSoleProprietorship"}
	organised      = []string{"organizational_type", "organizationaltype", "vendor/vendorSiteDetails/vendorOrganizationFactors/organizationalType"}
	described      = []string{"transaction_description", "award_description", "prime_award_base_transaction_description", "descriptionofcontractrequirement", "awarddescription", "Description", "Transaction Description", "/description", "contractData/descriptionOfContractRequirement"}
	classCode      = []string{"product_or_service_code", "productorservicecode", "/latest_transaction_contract_data/product_or_service_code", "productOrServiceInformation/productOrServiceCode"}
	className      = []string{"product_or_service_code_description", "productorservicecode", "/latest_transaction_contract_data/product_or_service_desc", "productOrServiceInformation/productOrServiceCode@description"}

	// Of grants, loans and other assistance.
	category    = []string{"/category"}
	fain        = []string{"award_id_fain", "award_id_uri", "federal_award_id", "fain", "uri", "/fain", "/uri"}
	assistance  = []string{"assistance_type_code", "assistance_type", "assistancetype"}
	funderName  = []string{"awarding_sub_agency_name", "agency_name", "awardingsubtieragencyname", "Awarding Sub Agency", "/awarding_agency/subtier_agency/name"}
	funderCode  = []string{"awarding_sub_agency_code", "agency_code", "awardingsubtieragencycode", "/awarding_agency/subtier_agency/code"}
	payeeDUNS   = []string{"recipient_duns", "duns_no", "awardeeorrecipientuniqueidentifier", "/recipient/recipient_unique_id"}
	payeeKind   = []string{"recipient_type", "business_types_description"}
	granted     = []string{"federal_action_obligation", "fed_funding_amount", "federalactionobligation", "total_obligated_amount", "Award Amount", "/total_obligation"}
	grantedDate = []string{"action_date", "obligation_action_date", "actiondate"}
)

// fields is one record, whatever its shape.
type fields struct {
	source.Origin
	get     func(name string) string
	vehicle bool // it says of itself that it is a contract vehicle
}

// of is the first value of the alternatives, "" if there is none.
func (f fields) of(names []string) string {
	for _, n := range names {
		if s := strings.TrimSpace(f.get(n)); s != "" && s != "-NONE-" && s != "null" {
			return s
		}
	}
	return ""
}

type records = iter.Seq2[fields, error]

// rows are those of a CSV document. Publishers write the same column in capitals and without.
func rows(doc *source.Document) records {
	return func(yield func(fields, error) bool) {
		var known map[string]string // column by its name in lower case
		for row, err := range source.CSV(doc) {
			if err == nil && known == nil {
				known = map[string]string{}
				for _, c := range row.Columns() {
					known[strings.ToLower(c)] = c
				}
			}
			if !yield(fields{Origin: row.Origin, get: func(name string) string { return row.Get(known[name]) }}, err) {
				return
			}
		}
	}
}

// objects are what the pattern finds in a JSON document.
func objects(pattern string) func(*source.Document) records {
	return func(doc *source.Document) records {
		return func(yield func(fields, error) bool) {
			for v, err := range source.JSON(doc, pattern) {
				var object map[string]jsontext.Value
				if err == nil && json.Unmarshal(v.Raw, &object) != nil {
					err = &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: "usaspending.record", Message: "this is no JSON object",
						Kept: "the other records", Next: "correct the record at its source"}
				}
				if !yield(fields{Origin: v.Origin, get: func(name string) string { return member(object, name) }}, err) {
					return
				}
			}
		}
	}
}

// member is a value of an object, by its key or, where name begins with /, by its pointer: text, or a number or truth value as
// it is written.
func member(object map[string]jsontext.Value, name string) string {
	key, rest, deeper := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	if !strings.HasPrefix(name, "/") {
		key, deeper = name, false
	}
	v := object[key]
	if deeper {
		var inner map[string]jsontext.Value
		if v.Kind() != '{' || json.Unmarshal(v, &inner) != nil {
			return ""
		}
		return member(inner, "/"+rest)
	}
	switch v.Kind() {
	case '"':
		var s string
		if json.Unmarshal(v, &s) == nil {
			return s
		}
	case '0', 't', 'f':
		return string(v)
	}
	return ""
}

// atom are the entries of a feed of FPDS.
func atom(doc *source.Document) records {
	return func(yield func(fields, error) bool) {
		for e, err := range source.XML(doc, "/feed/entry") {
			f := fields{Origin: e.Origin, get: func(string) string { return "" }}
			if err == nil {
				content := e.Child("content")
				for _, kind := range []string{"award", "IDV", "OtherTransactionAward", "OtherTransactionIDV"} {
					if n := content.Child(kind); n != nil {
						f.get = func(path string) string { return value(n, path) }
						f.vehicle = strings.HasSuffix(kind, "IDV")
					}
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// value is the text of the element at the path below n, or of its attribute.
func value(n *source.Node, path string) string {
	if strings.HasPrefix(path, "/") {
		return ""
	}
	path, attribute, isAttribute := strings.Cut(path, "@")
	if n = n.Child(strings.Split(path, "/")...); isAttribute {
		return n.Attr(attribute)
	}
	return n.Full()
}
