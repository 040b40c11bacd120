package zzb
import ("testing";"io";"fmt"
"github.com/parquet-go/parquet-go"
"github.com/perimeter-data/perimeter/pipeline/source"
"github.com/perimeter-data/perimeter/stages/record"
"github.com/perimeter-data/perimeter/pipeline/table")
func rows() []record.Award { var out []record.Award; for i:=0;i<20000;i++{ d,_:=table.ParseDecimal("12.5"); a:=record.Award{ID:source.ID(fmt.Sprint(i)),Process:source.ID("p"),Buyer:record.Ref{Name:"Comune",Person:"no",Public:"yes"},Amount:&d,Suppliers:[]record.Ref{{Name:"x",Identifier:"123"}},Origins:[]source.Origin{{Digest:"abc",Offset:int64(i)}}}; if i%3==0{a.Title="some title of a thing"}; out=append(out,a)}; return out}
func opts() []parquet.WriterOption { return []parquet.WriterOption{parquet.SchemaOf(new(record.Award)),parquet.DataPageVersion(1),parquet.DefaultEncoding(&parquet.Plain)} }
func BenchmarkBatch(b *testing.B){ r:=rows(); for b.Loop(){ w:=parquet.NewGenericWriter[record.Award](io.Discard,opts()...); for i:=0;i<len(r);i+=1000{w.Write(r[i:i+1000])}; w.Close()}; b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/20000,"ns/row")}
func BenchmarkOne(b *testing.B){ r:=rows(); for b.Loop(){ w:=parquet.NewGenericWriter[record.Award](io.Discard,opts()...); for i:=range r{w.Write(r[i:i+1])}; w.Close()}; b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/20000,"ns/row")}
func BenchmarkDecon(b *testing.B){ r:=rows(); s:=parquet.SchemaOf(new(record.Award)); for b.Loop(){ w:=parquet.NewGenericWriter[record.Award](io.Discard,opts()...); buf:=make([]parquet.Row,64); for i:=0;i<len(r);i+=50{ for k:=0;k<50;k++{buf[k]=s.Deconstruct(buf[k][:0],&r[i+k])}; w.WriteRows(buf[:50])}; w.Close()}; b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/20000,"ns/row")}
