using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class SendCommandTests
{
    // Nothing listens there.
    private const string Nowhere = "http://127.0.0.1:1";

    [Theory]
    [InlineData("")]
    [InlineData("one\ntwo")]
    [InlineData("令牌")]
    public async Task Send_WhatIsNoToken_IsRefusedHere(string token)
    {
        var run = await SendAsync(token);

        run.Exit.ShouldBe(1);
        run.Error.ShouldStartWith("The token is empty, or has blanks, line breaks or characters other than ASCII. ");
    }

    [Fact]
    public async Task Send_TokenThatEndsWithALineBreak_IsUsed() => (await SendAsync("token\n")).Error.ShouldStartWith($"{Nowhere}/ does not answer");

    private static async Task<CommandRun> SendAsync(string token)
    {
        using var file = new ConfigFile(token);
        return await CommandRun.OfAsync("send", "--to", "u1", "text", "--at", Nowhere, "--token", $"file://{file.Path}");
    }
}
