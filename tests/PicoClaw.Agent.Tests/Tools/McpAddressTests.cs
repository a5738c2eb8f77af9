using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>A server behind an address, with a key in a header.</summary>
public sealed class McpAddressTests : IAsyncDisposable
{
    private const string Key = "S3cret-key";

    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Tool_IsCalledWithTheConfiguredHeader()
    {
        await using var peer = await McpPeer.StartAsync(Key);
        await ConnectAsync(peer.Address);

        _lab.FindTool("peer_add").Description.ShouldBe("Adds.");
        (await _lab.CallAsync("peer_add", ("a", 2), ("b", 3))).ShouldBe("5");
        _lab.Log().ShouldNotContain(Key);
    }

    [Fact]
    public async Task Server_RefusesTheKey_TheLogSaysSoWithoutIt()
    {
        await using var peer = await McpPeer.StartAsync("another key");
        Server(peer.Address);
        await _lab.StartAsync();

        await _lab.UntilAsync(() => _lab.Log().Contains("MCP server peer is not available", StringComparison.Ordinal), "the log tells of the server");

        _lab.Log().ShouldContain("401");
        _lab.Log().ShouldNotContain(Key);
        _lab.ToolNames().ShouldBe(["current_time"]);
    }

    [Fact]
    public async Task Server_IsRestarted_TheFailedCallIsToldAndTheNextOneWorks()
    {
        var peer = await McpPeer.StartAsync(Key);
        await ConnectAsync(peer.Address);
        var address = peer.Address;
        await peer.DisposeAsync();

        (await _lab.CallAsync("peer_add", ("a", 2), ("b", 3))).ShouldStartWith("Error: the tool's server cannot be reached: ");
        await _lab.UntilAsync(() => _lab.ToolNames() is ["current_time"], "the tools of a server that is away are gone");
        await using var next = await McpPeer.StartAsync(Key, address.Port);
        await _lab.RunAsync(_lab.OffersAsync("peer_add"));

        (await _lab.CallAsync("peer_add", ("a", 2), ("b", 3))).ShouldBe("5");
    }

    // The old server ended without a sign: only a call finds out.
    [Fact]
    public async Task Server_ForgotTheSession_ANewOneIsOpened()
    {
        var peer = await McpPeer.StartAsync(Key);
        await ConnectAsync(peer.Address);
        var address = peer.Address;
        await peer.DisposeAsync();
        await using var next = await McpPeer.StartAsync(Key, address.Port);

        (await _lab.CallAsync("peer_add", ("a", 2), ("b", 3))).ShouldStartWith("Error: the tool's server cannot be reached: ");
        await _lab.UntilAsync(() => _lab.ToolNames() is ["current_time"], "the tools of the old session are gone");
        await _lab.RunAsync(_lab.OffersAsync("peer_add"));

        (await _lab.CallAsync("peer_add", ("a", 2), ("b", 3))).ShouldBe("5");
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Server_Redirects_IsNotFollowedAndTheLogNamesTheHost(int status)
    {
        await using var other = await McpPeer.StartAsync(Key);
        await using var first = await ModelService.StartAsync((_, _, response) =>
        {
            response.StatusCode = status;
            response.Headers.Location = new Uri(other.Address, "/mcp?secret=1").ToString();
            return Task.CompletedTask;
        });
        Server(first.Address);

        await _lab.StartAsync();

        await _lab.UntilAsync(() => _lab.Log().Contains("MCP server peer is not available", StringComparison.Ordinal), "the log tells of the redirect");
        _lab.Log().ShouldContain(
            $"{first.Address.Authority} redirects to {other.Address.ToString().TrimEnd('/')}, "
            + "which is not followed, because the request carries secrets: set url to the final address");
        other.Asked.ShouldBe(0);
    }

    // The older transport of the protocol: the server names the address for later messages.
    [Fact]
    public async Task Server_NamesAnotherHostForWhatFollows_ItGetsNothing()
    {
        await using var other = await McpPeer.StartAsync(Key);
        await using var first = await EventServer.StartAsync(new Uri(other.Address, "/messages"));
        Server(first.Address);

        await _lab.StartAsync();

        await _lab.UntilAsync(() => _lab.Log().Contains("MCP server peer is not available", StringComparison.Ordinal), "the log tells of it");
        _lab.Log().ShouldContain($"{first.Address.Authority} names {other.Address.ToString().TrimEnd('/')} for later requests, which is not called");
        other.Asked.ShouldBe(0);
    }

    private async Task ConnectAsync(Uri address)
    {
        Server(address);
        await _lab.StartAsync();
        await _lab.OffersAsync("peer_add");
    }

    private void Server(Uri address)
    {
        _lab.Set("McpServers:peer:Url", address.ToString());
        _lab.Set("McpServers:peer:Headers:X-Key", Key);
    }
}
