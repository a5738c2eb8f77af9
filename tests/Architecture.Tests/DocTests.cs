using Architecture.Tests.Rules;
using Architecture.Tests.Testing;
using House.Reading;

namespace Architecture.Tests;

/// <summary>A page for contributors names only what exists.</summary>
public sealed class DocTests
{
    private static readonly Lazy<IReadOnlySet<string>> Declared = new(() => DocNames.Declared(Checkout.Sources(Repository.Root)));

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("services/PicoClaw.Agent/Turns/README.md")]
    [InlineData("services/PicoClaw.Agent/Models/README.md")]
    [InlineData("services/PicoClaw.Egress/Sending/README.md")]
    [InlineData("shared/DingTalk.Stream.SDK/Link/README.md")]
    [InlineData("shared/PicoClaw.Storage/Lanes/README.md")]
    public void Names_InPage_Exist(string page)
    {
        var folder = Path.GetDirectoryName(page)!;

        DocNames.Missing(File.ReadAllText(Path.Combine(Repository.Root, page)), path => Exists(path) || Exists(Path.Combine(folder, path)), Declared.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Missing_UnknownPathTypeAndMember_AreFound() =>
        DocNames.Missing(
            "`a/b.cs` `a/c.cs` `Known` `Known.Member` `Known.Other` `Unknown` `eng/test.sh --only X` `status`\n```\n`Unseen`\n```\n",
            path => path == "a/b.cs",
            DocNames.Declared([new SourceFile("A.cs", "class Known { int Member; void M() { int Unknown; } }")]))
            .ShouldBe(["a/c.cs", "Known.Other", "Unknown"]);

    [Fact]
    public void Citations_OfTheProtocol_LeadToAHeading() =>
        Citations.Broken(
            Repository.Sources("*.*", "services", "shared", "tests/DingTalk.Stream.SDK.Tests", "tests/DingTalk.Emulator.Tests", "tests/PicoClaw.Egress.Tests", "docs"),
            File.ReadAllText(Path.Combine(Repository.Root, Citations.Page))).ShouldBeEmpty();

    [Fact]
    public void Citations_OfNoHeadingAndOfNoPage_AreFound() =>
        Citations.Broken(
            [new SourceFile("A.cs", "// (docs/dingtalk-protocol.md 4.4, 4.5 and\n    // B6; dingtalk.md, section 1)")],
            "# Title\n## 4. Sending\n### 4.4 Media\n## B6 Codes\n").ShouldBe(["A.cs: docs/dingtalk-protocol.md 4.5", "A.cs: dingtalk.md 1"]);

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));
}
