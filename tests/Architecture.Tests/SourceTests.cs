using System.Reflection;
using Architecture.Tests.Rules;
using Architecture.Tests.Testing;
using House.Reading;

namespace Architecture.Tests;

public sealed class SourceTests
{
    private static readonly string[] Ours = ["services", "shared"];

    // Doc comments of the contracts may name a channel as an example value.
    [Fact]
    public void Contracts_Code_SpeaksOfNoChannel() =>
        Words.OfDingTalk(Repository.Sources("*.*", "shared/PicoClaw.Contracts"), commentsMay: true).ShouldBeEmpty();

    [Fact]
    public void Agent_Sources_SpeakOfNoChannel() =>
        Words.OfDingTalk(Repository.Sources("*.*", "services/PicoClaw.Agent"), commentsMay: false).ShouldBeEmpty();

    [Theory]
    [InlineData("public string DingTalkId { get; init; }", false, 1)]
    [InlineData("var session_webhook = message.SessionWebhook;", false, 1)]
    [InlineData("senderStaffId", false, 1)]
    [InlineData("RobotCode", false, 1)]
    [InlineData("return \"钉钉\";", false, 1)]
    [InlineData("/// such as <c>dingtalk</c>", false, 1)]
    [InlineData("/// such as <c>dingtalk</c>", true, 0)]
    [InlineData("/* dingtalk\n dingtalk */ string dingtalk;", true, 1)]
    [InlineData("new Uri(\"https://api.dingtalk.com\"); // a comment", true, 1)]
    [InlineData("var quote = \"\\\"\"; // dingtalk", true, 0)]
    [InlineData("var channel = conversation.Channel;", false, 0)]
    public void OfDingTalk_Sample_IsFoundUnlessItIsAComment(string text, bool commentsMay, int lines) =>
        Words.OfDingTalk([new SourceFile("Sample.cs", text)], commentsMay).Count.ShouldBe(lines);

    [Fact]
    public void OfDingTalk_Offence_IsReportedWithItsLine() =>
        Words.OfDingTalk([new SourceFile("Sample.cs", "/* one\n two */\nstring staffId;")], commentsMay: true).ShouldBe(["Sample.cs:3: string staffId;"]);

    [Fact]
    public void SendAddresses_InAllSources_AreExchanges() => Words.QueueAddresses(Repository.Sources("*.cs", Ours)).ShouldBeEmpty();

    [Theory]
    [InlineData("new Uri(\"queue:agent-intake\")", 1)]
    [InlineData("new Uri($\"queue:{intake}\")", 1)]
    [InlineData("\"queue:\" + intake", 1)]
    [InlineData("new Uri($\"exchange:{intake}\")", 0)]
    [InlineData("Declare(queue: intake)", 0)]
    public void QueueAddresses_Sample_IsFound(string text, int lines) => Words.QueueAddresses([new SourceFile("Sample.cs", text)]).Count.ShouldBe(lines);

    [Fact]
    public void HttpHandlers_InAllSources_FollowNoRedirect() => Redirects.Breaches(Repository.Sources("*.cs", Ours)).ShouldBeEmpty();

    [Theory]
    [InlineData("new HttpClient()", 1)]
    [InlineData("new SocketsHttpHandler\n{\n}", 1)]
    [InlineData("new SocketsHttpHandler\n{\n    AllowAutoRedirect = true,\n}", 1)]
    [InlineData("new SocketsHttpHandler\n{\n    AllowAutoRedirect = false,\n}", 0)]
    [InlineData("services.AddHttpClient(Name)\n    .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)", 0)]
    [InlineData("new HttpClient(handler)", 0)]
    public void Redirects_Sample_IsFound(string text, int lines) => Redirects.Breaches([new SourceFile("Sample.cs", text)]).Count.ShouldBe(lines);

    [Fact]
    public void Files_Length_IsAtMost400Lines() => Lengths.Breaches(Repository.Sources("*.*", Ours)).ShouldBeEmpty();

    [Fact]
    public void Lengths_OneLineTooMany_IsFound()
    {
        var atLimit = string.Concat(Enumerable.Repeat("x\n", Lengths.Limit));

        Lengths.Breaches([new SourceFile("A.cs", atLimit), new SourceFile("B.cs", atLimit + "x\n")]).ShouldBe(["B.cs has 401 lines"]);
    }

    [Fact]
    public void Types_WithoutDerivedOnes_AreSealed() => Sealing.Breaches(Assemblies.All.SelectMany(assembly => assembly.GetTypes())).ShouldBeEmpty();

    [Fact]
    public void Sealing_Samples_OnlyTheOpenLeafIsFound()
    {
        var samples = typeof(SealingSamples).GetNestedTypes(BindingFlags.NonPublic);

        samples.Length.ShouldBe(6);
        Sealing.Breaches(samples).ShouldBe([typeof(SealingSamples).FullName + "+OpenLeaf", typeof(SealingSamples).FullName + "+OpenRecord"], ignoreOrder: true);
    }

    [Fact]
    public void Solution_Projects_AreAllOfThem() =>
        SolutionFile.Missing(File.ReadAllText(Path.Combine(Repository.Root, "PicoClaw.sln")), Repository.Projects).ShouldBeEmpty();

    [Fact]
    public void SolutionFile_UnlistedProject_IsFound()
    {
        const string Solution = """Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "shared\A\A.csproj", "{C9938061-E80D-4966-ABA9-ED4714C816D9}" """;
        ProjectFile[] projects = [ProjectFile.Parse("shared/A/A.csproj", "<Project/>"), ProjectFile.Parse("shared/B/B.csproj", "<Project/>")];

        SolutionFile.Missing(Solution, projects).ShouldBe(["shared/B/B.csproj"]);
    }

    // The rules are worth nothing when they look at nothing.
    [Fact]
    public void Repository_Sources_AreFound()
    {
        Repository.Projects.Count.ShouldBeGreaterThan(15);
        Repository.Sources("*.cs", Ours).Count.ShouldBeGreaterThan(200);
        Repository.Sources("*.*", "services/PicoClaw.Agent").ShouldContain(source => source.Path.EndsWith(".sql", StringComparison.Ordinal));
    }
}
