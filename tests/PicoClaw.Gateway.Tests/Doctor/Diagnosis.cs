using System.Text.Json.Nodes;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>What <c>picoclaw doctor --json</c> said.</summary>
internal sealed record Diagnosis(int Exit, IReadOnlyList<(string Check, string Level, string Text, string Remedy)> Lines)
{
    public static Diagnosis Read(int exit, string output)
    {
        var report = JsonNode.Parse(output)!;
        ((bool)report["ok"]!).ShouldBe(exit == 0);
        return new Diagnosis(
            exit,
            [
                .. report["checks"]!.AsArray().Select(
                    line => ((string)line!["check"]!, (string)line["level"]!, (string)line["text"]!, (string?)line["remedy"] ?? "")),
            ]);
    }

    /// <summary>The only line of the level; what failed is named, and nothing else is.</summary>
    public (string Text, string Remedy) Only(string check, string level)
    {
        Exit.ShouldBe(level == "fail" ? 1 : 0, this.ToString());
        var (found, _, text, remedy) = Lines.Where(line => line.Level == level).ShouldHaveSingleItem(this.ToString());
        found.ShouldBe(check);
        remedy.ShouldNotBeEmpty();
        return (text, remedy);
    }

    public override string ToString() => $"exit {Exit}\n{string.Join('\n', Lines)}";
}
