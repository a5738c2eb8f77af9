using System.Text.Json.Nodes;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class ConfigCommandTests
{
    private const string Right =
        """{ "channels": { "dingtalk": { "enabled": true, "client_id": "dingone", "client_secret": "very-secret", "allow_from": ["*"] } } }""";

    [Fact]
    public async Task Check_RightFile_SaysSo()
    {
        using var file = new ConfigFile(Right);

        var run = await CommandRun.OfAsync("config", "check", "--config", file.Path);

        run.Exit.ShouldBe(0, run.Error);
        run.Output.ShouldBe($"Correct: {file.Path}{Environment.NewLine}");
    }

    [Fact]
    public async Task Check_EveryFault_IsSaidWithItsPlace()
    {
        using var file = new ConfigFile(
            """
            {
              "gatway": {},
              "gateway": { "port": "many" },
              "channels": { "dingtalk": { "enabled": true, "client_id": "dingone" } }
            }
            """);

        var run = await CommandRun.OfAsync("config", "check", "--config", file.Path);

        run.Exit.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("line 2, column 3");
        run.Error.ShouldContain("line 3, column 24");
        run.Error.ShouldContain("line 4, column 17");
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Check_OptionOutOfRange_IsFoundAsAtTheStart()
    {
        using var file = new ConfigFile("{}");

        var run = await CommandRun.OfAsync("config", "check", "--config", file.Path);

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("client_secret");
    }

    [Fact]
    public async Task Show_HidesSecrets()
    {
        using var file = new ConfigFile(Right);

        var run = await CommandRun.OfAsync("config", "show", "--config", file.Path);

        run.Exit.ShouldBe(0, run.Error);
        ((string)JsonNode.Parse(run.Output)!["channel_list"]!["dingtalk"]!["client_id"]!).ShouldBe("dingone");
        run.Output.ShouldNotContain("very-secret");
    }

    [Fact]
    public async Task Schema_IsJsonThatKnowsItsOwnKey()
    {
        var run = await CommandRun.OfAsync("config", "schema");

        run.Exit.ShouldBe(0, run.Error);
        JsonNode.Parse(run.Output)!["properties"]!["$schema"].ShouldNotBeNull();
    }
}
