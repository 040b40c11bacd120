package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// telling is what a run says of a dataset. It follows from the dataset, the program, the name of the output folder and the width of
// the terminal alone, so the cache of that folder keeps it for the run that finds nothing new.
type telling struct {
	Key        string         `json:"key"`
	Accounting string         `json:"accounting"`
	Answer     string         `json:"answer"`
	Counts     dataset.Counts `json:"counts"`
}

func recall(out, program, id string, room int) (*telling, error) {
	name := filepath.Join(out, "cache", "said.json")
	key := source.ID("said", program, id, out, strconv.Itoa(room))
	s := &telling{}
	if text, err := os.ReadFile(name); err == nil && json.Unmarshal(text, s) == nil && s.Key == key {
		return s, nil
	}
	d, err := openData(out)
	if err != nil {
		return nil, err
	}
	var accounts, answer bytes.Buffer
	s = &telling{Key: key}
	if s.Counts, err = accounting(&accounts, d); err != nil {
		return nil, err
	}
	if err := found(&answer, out, d, room); err != nil {
		return nil, err
	}
	s.Accounting, s.Answer = accounts.String(), answer.String()
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	keep(name, text)
	return s, nil
}
