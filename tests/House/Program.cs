using House.Measures;
using House.Reading;

// Prints the measures of the sources and ends with 1 when one passes its limit.
var root = Checkout.FindRoot();
var files = Checkout.Sources(root);
var projects = Checkout.Projects(root);
var sources = files.Where(file => !file.IsTest).ToList();
var tests = files.Where(file => file.IsTest).ToList();

IReadOnlyList<(string Of, Measure Measure)> table =
[
    .. Lines.Of(sources).Select(measure => ("sources", measure)),
    .. Lines.Of(tests).Select(measure => ("tests", measure)),
    .. Signatures.Of(sources).Select(measure => ("sources", measure)),
    ("sources", FolderCycles.Of(projects, files)),
    ("sources", Sealed.Of(sources)),
    ("all", TestShare.Of(files)),
];

Console.WriteLine(
    $"{sources.Count} source files, {sources.Sum(file => file.Lines.Count)} lines; {tests.Count} test files, {tests.Sum(file => file.Lines.Count)} lines");
foreach (var (of, measure) in table)
{
    Console.WriteLine($"{of,-8} {measure.Name,-32} {measure.Found,-20} limit: {measure.Limit}");
}

var breaches = table.SelectMany(row => row.Measure.Breaches.Select(breach => $"{row.Of}: {breach}")).ToList();
breaches.ForEach(Console.WriteLine);
Console.WriteLine(breaches.Count == 0 ? "all measures are kept" : $"{breaches.Count} breaches");
return breaches.Count == 0 ? 0 : 1;
