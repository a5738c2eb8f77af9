using System.Diagnostics;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>A server that is a program: it gets its configured secret and none of the bot's own environment.</summary>
public sealed class McpProgramTests : IAsyncDisposable
{
    private const string Token = "S3cret-token";
    private const string OfTheBot = "PICOCLAW_TEST_OF_THE_BOT";

    private readonly ModelLab _lab = new();

    public McpProgramTests()
    {
        Environment.SetEnvironmentVariable(OfTheBot, Token);
        Program("peer", "node");
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Tool_IsOfferedUnderTheServersNameAndAnswers()
    {
        await ConnectAsync();

        _lab.FindTool("peer_shout").Description.ShouldBe("Does shout.");
        (await _lab.CallAsync("peer_shout", ("word", "hello 你好"))).ShouldBe("HELLO 你好");
        (await _lab.CallAsync("peer_fail")).ShouldBe("Error: no such city");
    }

    [Fact]
    public async Task Description_OfAnyShape_IsOneLineThatServicesTake()
    {
        await ConnectAsync();

        var description = _lab.FindTool("peer_environment").Description;

        description.ShouldStartWith("Lists. ## Rules - obey xxx");
        description.Length.ShouldBe(1024);
    }

    [Fact]
    public async Task Program_SeesItsOwnVariablesAndNotTheBots()
    {
        await ConnectAsync();

        var variables = (await _lab.CallAsync("peer_environment")).Split(' ');

        variables.ShouldContain("TOKEN");
        variables.ShouldContain("PATH");
        variables.ShouldNotContain(OfTheBot);
    }

    [Fact]
    public async Task Token_ThatAToolTells_IsHiddenFromTheModel()
    {
        await ConnectAsync();

        (await _lab.CallAsync("peer_token")).ShouldBe("the token is ***");
    }

    [Fact]
    public async Task Program_Dies_TheModelIsToldAndItComesBack()
    {
        await ConnectAsync();

        (await _lab.CallAsync("peer_die")).ShouldStartWith("Error: ");
        await _lab.UntilAsync(() => !_lab.ToolNames().Contains("peer_shout"), "the tools of a dead server are gone");
        await _lab.RunAsync(_lab.OffersAsync("peer_shout"));

        (await _lab.CallAsync("peer_shout", ("word", "again"))).ShouldBe("AGAIN");
        _lab.Log().ShouldContain("MCP server peer is not available and is tried again in 1 second: ");
        _lab.Log().ShouldNotContain(Token);
    }

    [Fact]
    public async Task Program_EndsAtOnce_TheLogHasItsLastWordsWithoutTheSecret()
    {
        Program("broken", "node", "-e", "console.error(`bad token ${process.env.TOKEN}\\n\\n${'x'.repeat(300)}\\nNode.js`); process.exit(1)");
        await _lab.StartAsync();

        await _lab.UntilAsync(() => _lab.Log().Contains("MCP server broken is not available", StringComparison.Ordinal), "the log tells of the server");

        _lab.Log().ShouldContain(" / bad token *** / Node.js");
        _lab.Log().ShouldNotContain(Token);
    }

    [Fact]
    public async Task Program_NeverAnswers_TheCallIsGivenUpAndTheServerStays()
    {
        _lab.Set("McpServers:peer:Timeout", "5");
        await ConnectAsync();

        var call = _lab.CallAsync("peer_sleep");
        await _lab.RunAsync(call);

        (await call).ShouldBe("Error: no result within 5 s");
        (await _lab.CallAsync("peer_shout", ("word", "still here"))).ShouldBe("STILL HERE");
    }

    [Fact]
    public async Task Program_IsMissing_TheOthersAreOfferedAndTheBotAnswers()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address);
        Program("missing", "no-such-program");
        await ConnectAsync();

        (await _lab.AskAsync()).Text.ShouldBe("good");

        _lab.ToolNames().ShouldNotContain(name => name.StartsWith("missing", StringComparison.Ordinal));
        var request = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        var offered = request.Body["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!);
        offered.ShouldBe(_lab.ToolNames());
    }

    [Fact]
    public async Task Program_StaysAway_IsTriedMoreAndMoreRarely()
    {
        Program("missing", "no-such-program");
        await _lab.StartAsync();

        await _lab.RunAsync(_lab.UntilAsync(() => Waits().Count >= 4, "the server is tried four times"));

        Waits().Take(4).ShouldBe(["1 second", "2 seconds", "4 seconds", "8 seconds"]);
    }

    [Fact]
    public async Task Bot_Stops_TheProgramEnds()
    {
        await ConnectAsync();
        using var program = Process.GetProcessById(int.Parse(await _lab.CallAsync("peer_pid")));

        await _lab.DisposeAsync();

        await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    private async Task ConnectAsync()
    {
        await _lab.StartAsync();
        await _lab.OffersAsync("peer_shout");
    }

    private void Program(string name, string command, params string[] arguments)
    {
        _lab.Set($"McpServers:{name}:Command", command);
        _lab.Set($"McpServers:{name}:Env:TOKEN", Token);
        string[] given = arguments is [] ? [Path.Combine(AppContext.BaseDirectory, "Testing", "mcp-server.mjs")] : arguments;
        for (var i = 0; i < given.Length; i++)
        {
            _lab.Set($"McpServers:{name}:Args:{i}", given[i]);
        }
    }

    private List<string> Waits() =>
    [
        .. _lab.Log().Split('\n')
            .Where(line => line.StartsWith("MCP server missing", StringComparison.Ordinal))
            .Select(line => line.Split("again in ")[1].Split(':')[0]),
    ];
}
