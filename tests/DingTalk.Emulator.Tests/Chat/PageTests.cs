namespace DingTalk.Emulator.Tests.Chat;

public sealed class PageTests
{
    [Theory]
    [InlineData("/", "text/html", "<title>DingTalk emulator</title>")]
    [InlineData("/chat.css", "text/css", "prefers-color-scheme: dark")]
    [InlineData("/chat.js", "text/javascript", "EventSource")]
    [InlineData("/draw.js", "text/javascript", "innerHTML")]
    [InlineData("/cards.js", "text/javascript", "btn_stop")]
    [InlineData("/chats.js", "text/javascript", "drafts")]
    [InlineData("/exchanges.js", "text/javascript", "/emulator/exchanges")]
    [InlineData("/faults.js", "text/javascript", "sendErrcode")]
    [InlineData("/files.js", "text/javascript", "/emulator/media")]
    [InlineData("/nodes.js", "text/javascript", "createElement")]
    [InlineData("/panels.css", "text/css", "#exchanges")]
    [InlineData("/words.js", "text/javascript", "发言身份")]
    public async Task Page_Files_AreServedFromTheAssembly(string path, string type, string contains)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var response = await emulator.Http.GetAsync(path, TestEmulator.Stop);

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        var body = await response.Content.ReadAsStringAsync(TestEmulator.Stop);
        body.ShouldContain(contains);
        body.ShouldNotMatch("(src|href|url)[=(]\\s*[\"']?(https?:)?//");
    }

    [Fact]
    public async Task Health_Answers()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.GetAsync("/health")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reset_Posted_ForgetsEverythingExceptConnectionsAndTokens()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var token = await emulator.TokenAsync();
        await emulator.TellAsync("hi");
        var frame = await bot.ReceiveAsync();
        await bot.ReplyAsync(frame, "x");
        await emulator.FaultAsync("""{"sendErrcode":1}""");

        (await emulator.SendAsync(HttpMethod.Post, "/emulator/reset", null)).Status.ShouldBe(204);

        var transcript = await emulator.TranscriptAsync();
        (transcript["pushes"]!.AsArray().Count, transcript["replies"]!.AsArray().Count).ShouldBe((0, 0));
        var stats = await emulator.StatsAsync();
        ((int)stats["pushes"]!, (int)stats["unacked"]!, (int)stats["sends"]!["webhook"]!, (int)stats["connections"]!["dingdemo"]!)
            .ShouldBe((0, 0, 0, 1));
        (await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().ShouldBeEmpty();
        (await bot.ReplyAsync(frame, "late")).Errcode.ShouldBe(300001);
        (await emulator.TokenAsync()).ShouldBe(token);
    }
}
