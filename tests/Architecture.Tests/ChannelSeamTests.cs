using Architecture.Tests.Testing;
using NetArchTest.Rules;

namespace Architecture.Tests;

/// <summary>What egress does for every channel knows none of them.</summary>
public sealed class ChannelSeamTests
{
    private static readonly string[] DingTalk = ["DingTalk.Stream", "PicoClaw.Egress.Channels.DingTalk"];

    [Theory]
    [InlineData("Accounts")]
    [InlineData("Budget")]
    [InlineData("Channels")]
    [InlineData("Housekeeping")]
    [InlineData("Merging")]
    [InlineData("Outbox")]
    [InlineData("Outcomes")]
    [InlineData("Pacing")]
    [InlineData("Scheduling")]
    [InlineData("Sending")]
    [InlineData("Storage")]
    public void NeutralFolder_Code_UsesNoTypeOfDingTalk(string folder)
    {
        var types = In($"PicoClaw.Egress.{folder}");

        types.GetTypes().ShouldNotBeEmpty("a rule that looks at nothing is worth nothing");
        (types.ShouldNot().HaveDependencyOnAny(DingTalk).GetResult().FailingTypeNames?.ToList() ?? []).ShouldBeEmpty();
    }

    [Fact]
    public void DingTalkFolder_Code_UsesTheSdk() =>
        In("PicoClaw.Egress.Channels.DingTalk").ShouldNot().HaveDependencyOnAny(DingTalk).GetResult().FailingTypeNames
            .ShouldNotBeEmpty("or the rule would find nothing");

    private static PredicateList In(string space) =>
        Types.InAssembly(Assemblies.Egress).That().ResideInNamespaceMatching($"^{space.Replace(".", @"\.", StringComparison.Ordinal)}$");
}
