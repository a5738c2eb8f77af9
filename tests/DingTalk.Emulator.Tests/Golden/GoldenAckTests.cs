using PicoClaw.Tests.Golden;

namespace DingTalk.Emulator.Tests.Golden;

// tests/golden/acks: our client's acks of golden frames, read by the emulator.
public sealed class GoldenAckTests
{
    public static TheoryData<string> Names() => [.. GoldenFiles.Names("acks")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ack_OfOurClient_IsUnderstood(string name)
    {
        var golden = GoldenFiles.Read("acks", name);
        await using var provoked = await Provocation.StartAsync(GoldenFiles.Read("frames", (string)golden["frame"]!));
        var (ack, state) = (golden["ack"]!, (string)golden["state"]!);
        ack["headers"]!["messageId"] = TestBot.MessageId(provoked.Sent);
        if (state == "echoed")
        {
            // Random, like the frame that it echoes.
            ack["data"] = (string)provoked.Sent["data"]!;
        }

        await provoked.Bot.SendAsync(ack.ToJsonString());

        if (state == "echoed")
        {
            await provoked.Emulator.UntilAsync(stats => (int)stats["pingsEchoed"]! == 1);
        }
        else
        {
            await provoked.Emulator.UntilAsync(stats => (int?)stats["acks"]![((int)ack["code"]!).ToString()] == 1);
            var push = (await provoked.Emulator.TranscriptAsync())["pushes"]!.AsArray().ShouldHaveSingleItem()!;
            ((string)push["state"]!, (int)push["ackCode"]!, (string)push["ackData"]!)
                .ShouldBe((state, (int)ack["code"]!, (string)ack["data"]!));
        }

        var after = await provoked.Emulator.StatsAsync();
        ((int)after["unknownAcks"]!, (int)after["malformedFrames"]!).ShouldBe((0, 0));
    }
}
