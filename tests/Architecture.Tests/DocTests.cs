using System.Text.RegularExpressions;
using Architecture.Tests.Rules;
using Architecture.Tests.Testing;
using House.Reading;

namespace Architecture.Tests;

/// <summary>A page for contributors names only what exists.</summary>
public sealed class DocTests
{
    private static readonly Lazy<IReadOnlySet<string>> Known = new(() => DocNames.Known(Checkout.Sources(Repository.Root)));

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/delivery.md")]
    [InlineData("docs/reliability.md")]
    [InlineData("docs/security.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("services/PicoClaw.Agent/Turns/README.md")]
    [InlineData("services/PicoClaw.Agent/Models/README.md")]
    [InlineData("services/PicoClaw.Egress/Sending/README.md")]
    [InlineData("shared/DingTalk.Stream.SDK/Link/README.md")]
    [InlineData("shared/PicoClaw.Storage/Lanes/README.md")]
    public void Names_InPage_Exist(string page)
    {
        var folder = Path.GetDirectoryName(page)!;

        DocNames.Missing(File.ReadAllText(Path.Combine(Repository.Root, page)), Exists, Known.Value).ShouldBeEmpty();

        // From the root, the page's folder or the one above, which is its project's; a class by its file's name.
        bool Exists(string path) =>
            new[] { "", folder, Path.Combine(folder, "..") }
                .Select(from => Path.Combine(Repository.Root, from, path))
                .Any(full => Path.Exists(full) || Path.Exists($"{full}.cs"));
    }

    [Fact]
    public void Missing_UnknownPathTypeAndMember_AreFound() =>
        DocNames.Missing(
            "`a/b.cs` `a/c.cs` `Known` `Known.Member` `Known.Other` `Unknown` `eng/test.sh --only X` `status`\n```\n`Unseen`\n```\n",
            path => path == "a/b.cs",
            DocNames.Known([new SourceFile("A.cs", "class Known { int Member; /* Unknown */ }")]))
            .ShouldBe(["a/c.cs", "Known.Other", "Unknown"]);

    [Fact]
    public void Citations_OfTheProtocol_LeadToAHeading() =>
        Citations.Broken(
            Repository.Sources("*.*", "services", "shared", "tests", "docs").Where(source => !source.Path.Contains("Architecture", StringComparison.Ordinal)),
            File.ReadAllText(Path.Combine(Repository.Root, Citations.Page))).ShouldBeEmpty();

    [Fact]
    public void Citations_OfNoHeadingAndOfNoPage_AreFound() =>
        Citations.Broken(
            [new SourceFile("A.cs", "// (docs/dingtalk-protocol.md 4.4, 4.5 and\n    // B6; dingtalk.md, section 1)")],
            "# Title\n## 4. Sending\n### 4.4 Media\n## B6 Codes\n").ShouldBe(["A.cs: docs/dingtalk-protocol.md 4.5", "A.cs: dingtalk.md 1"]);

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string> { { "README.md", "README.zh.md" } };
        var folder = Path.Combine(Repository.Root, "docs", "zh");
        foreach (var page in Directory.EnumerateFiles(folder, "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal))
        {
            pairs.Add($"docs/{page}", $"docs/zh/{page}");
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pair_EnglishAndChinese_LinkToEachOtherAndAgreeInCodeAndNames(string english, string chinese)
    {
        var isReadme = english == "README.md";

        DocPairs.Faults(
            (Read(english)!, isReadme ? chinese : $"zh/{Path.GetFileName(chinese)}"),
            (Read(chinese)!, isReadme ? english : $"../{Path.GetFileName(english)}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("install.md")]
    [InlineData("dingtalk-setup.md")]
    [InlineData("configuration.md")]
    [InlineData("options.md")]
    [InlineData("operations.md")]
    [InlineData("troubleshooting.md")]
    public void Page_ForPeopleWhoRunIt_IsThereInChinese(string page) => Pairs().Select(pair => pair.Data.Item2).ShouldContain($"docs/zh/{page}");

    [Fact]
    public void Pair_EveryKindOfDifference_IsFound() =>
        DocPairs.Faults(
            ("# A\n[中文](zh/a.md)\n`a.b` `X_Y` `--c`\n```sh\nrun  # this\n```\n```sh\nother\n```\n", "zh/a.md"),
            ("# 甲\n## 乙\n`a.b` `X_Z`\n```sh\nrun # 这个\n```\n```sh\nanother\n```\n", "../a.md"))
            .ShouldBe(
            [
                "the Chinese page does not begin with a link to ../a.md", "headings: 1 in English, 12 in Chinese",
                "only in English: --c", "only in English: X_Y", "only in Chinese: X_Z", "different code:\nother\nanother\n",
            ]);

    [Fact]
    public void Links_OfAllPages_LeadToFilesAndHeadings() =>
        Pages().SelectMany(page => DocLinks.Broken(page, Read(page)!, Read)).ShouldBeEmpty();

    [Fact]
    public void Links_ToNoFileAndNoHeading_AreFound() =>
        DocLinks.Broken(
            "docs/a.md",
            "# One\n[x](#one) [x](#two) [x](b.md) [x](b.md#1-b-and-c) [x](b.md#c) [x](../c.md) [x](https://x.y/z)\n```\n[x](d.md)\n```\n",
            path => path == "docs/b.md" ? "# 1. `B` and C\n" : null).ShouldBe(["docs/a.md: #two", "docs/a.md: b.md#c", "docs/a.md: ../c.md"]);

    [Fact]
    public void Alerts_OfTheRulesFile_AreTheOnesOfTheOperationsPage()
    {
        var alerts = Regex.Matches(Read("deploy/grafana/alerts.yaml")!, @"alert: (\w+)").Select(match => match.Groups[1].Value);
        var described = Regex.Matches(Read("docs/operations.md")!, @"`(PicoClaw[A-Z]\w+)`").Select(match => match.Groups[1].Value);

        described.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(alerts.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Pages() =>
        Repository.Sources("*.md", "docs", "services", "shared", "samples", "tests", "deploy", "PicoClaw.AppHost").Select(page => page.Path)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md").Select(path => Path.GetFileName(path)!));

    private static string? Read(string path)
    {
        var full = Path.Combine(Repository.Root, path);
        return File.Exists(full) ? File.ReadAllText(full) : Directory.Exists(full) ? "" : null;
    }
}
