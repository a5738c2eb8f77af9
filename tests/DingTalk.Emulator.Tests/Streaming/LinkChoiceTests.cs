using System.Net.WebSockets;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Streaming;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Tests.Clocks;

namespace DingTalk.Emulator.Tests.Streaming;

// A client may close a link in the moment between the choice of it and the writing of the frame. The frame is not lost: nothing was sent.
public sealed class LinkChoiceTests
{
    [Fact]
    public async Task Link_ClosedAfterTheChoice_TheFrameGoesToAnother()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var one = await ConnectAsync(emulator);
        using var two = new ClientWebSocket();

        await PushAsync(emulator, async () =>
        {
            await CloseAsync(one);
            await two.ConnectAsync(TestBot.Url((await emulator.OpenAsync(TestBot.OpenBody())).Json), TestEmulator.Stop);
            await UntilAsync(emulator, links: 1);
        });

        await ShouldGetItAsync(two);
        await ShouldCountAsync(emulator, resent: 0);
    }

    [Fact]
    public async Task Link_TheOnlyOneClosedAfterTheChoice_TheFrameWaitsForTheNext()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var one = await ConnectAsync(emulator);

        await PushAsync(emulator, () => CloseAsync(one));

        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);
        await using var two = await TestBot.ConnectAsync(emulator);
        await ShouldGetItAsync(two.Socket);
        await ShouldCountAsync(emulator, resent: 1);
    }

    // Counted as open is not yet running, and a link that opens waits for the push.
    private static async Task<TestBot> ConnectAsync(TestEmulator emulator)
    {
        var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        await bot.AckAsync(await bot.ReceiveAsync());
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
        return bot;
    }

    // A frame's data is asked for once its link is chosen.
    private static async Task PushAsync(TestEmulator emulator, Func<Task> afterTheChoice)
    {
        var chosen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource();
        var push = new Push(App(emulator), "CALLBACK", "/v1.0/im/bot/messages/get", _ =>
        {
            chosen.TrySetResult();
            goOn.Task.Wait(TestEmulator.Patience, TestEmulator.Stop).ShouldBeTrue();
            return "{}";
        })
        {
            MsgId = "m1",
            Sequence = 2,
        };
        // It blocks its thread.
        var submitted = Task.Factory.StartNew(
            () => emulator.Services.GetRequiredService<PushQueue>().Submit(push), TestEmulator.Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await chosen.Task.WaitAsync(TestEmulator.Patience, TestEmulator.Stop);
        await afterTheChoice();
        goOn.SetResult();
        await submitted;
    }

    // Both sides have closed when it returns.
    private static async Task CloseAsync(TestBot bot)
    {
        using var limit = TestDeadline.In(TestEmulator.Patience);
        await bot.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }

    // The stats wait for the push.
    private static async Task UntilAsync(TestEmulator emulator, int links)
    {
        using var limit = TestDeadline.In(TestEmulator.Patience);
        while (emulator.Services.GetRequiredService<LinkRegistry>().Count(App(emulator)) != links)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static async Task ShouldGetItAsync(ClientWebSocket socket)
    {
        using var limit = TestDeadline.In(TestEmulator.Patience);
        (await socket.ReceiveAsync(new byte[8192], limit.Token)).MessageType.ShouldBe(WebSocketMessageType.Text);
    }

    private static async Task ShouldCountAsync(TestEmulator emulator, int resent)
    {
        var stats = await emulator.StatsAsync();
        ((int)stats["pushes"]!, (int)stats["resent"]!, (int)stats["lost"]!).ShouldBe((2, resent, 0));
    }

    private static EmulatorApp App(TestEmulator emulator) => emulator.Services.GetRequiredService<AppDirectory>().Default;
}
