using System.Text.RegularExpressions;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Tests.Sending;

// What people may press on a reply.
public abstract partial class DeliveryTests
{
    private static readonly MessageAction[] Stop = [new MessageAction { Label = "停止 Stop", Command = "/stop 3f2a9c1d" }];

    [Theory]
    [InlineData("cidOne==", "webhook")]
    [InlineData(null, "webhook")]
    [InlineData("cidOne==", "group")]
    [InlineData(null, "oto")]
    public async Task SendAsync_Actions_AreLinksThatSayTheirCommandWhateverTheRoute(string? group, string via)
    {
        var lane = await HearAsync(group);
        Time.Advance(via == "webhook" ? TimeSpan.Zero : TimeSpan.FromHours(2));

        await PutAndSendAsync(lane.Say("Still working") with { Actions = Stop });

        var reply = (await DingTalk.RepliesAsync()).ShouldHaveSingleItem();
        reply.Via.ShouldBe(via);
        Said(reply.Text).ShouldBe(["/stop 3f2a9c1d"]);
        reply.Text.ShouldBe("Still working\n\n[停止 Stop](dtmd://dingtalkclient/sendMessage?content=%2Fstop%203f2a9c1d)");
    }

    [Fact]
    public async Task SendAsync_RepliesThatShareACall_EachKeepsItsActions()
    {
        var lane = await HearAsync();

        await PutAndSendAsync(lane.Say("one") with { Actions = Stop }, lane.Say("two") with { Actions = [Stop[0] with { Command = "/retry" }] });

        Said((await DingTalk.TextsAsync()).ShouldHaveSingleItem()).ShouldBe(["/stop 3f2a9c1d", "/retry"]);
    }

    /// <summary>What the links of a message say for who presses them.</summary>
    private static IReadOnlyList<string> Said(string text) =>
        [.. DtmdLink().Matches(text).Select(link => Uri.UnescapeDataString(link.Groups[1].Value))];

    [GeneratedRegex(@"\]\(dtmd://dingtalkclient/sendMessage\?content=([^)\s]*)\)")]
    private static partial Regex DtmdLink();
}
