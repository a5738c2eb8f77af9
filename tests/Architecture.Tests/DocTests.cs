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
}
