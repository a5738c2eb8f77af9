using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// Every API call with a way to make it and to recognise its request.
internal static class ApiCalls
{
    public static readonly IReadOnlyDictionary<string, (Func<RobotClient, CancellationToken, Task> Call, Func<StubRequest, bool> Answers)> All =
        new Dictionary<string, (Func<RobotClient, CancellationToken, Task>, Func<StubRequest, bool>)>
        {
            ["token"] = (ToGroup, request => request.IsTokenCall),
            ["webhook"] = ((robot, token) => robot.SendBySessionAsync(RobotFixture.Webhook, RobotFixture.Hello, token), IsTo("/robot/sendBySession")),
            ["oto"] = ((robot, token) => robot.SendToUsersAsync("robot", ["u1"], RobotFixture.Hello, token), IsTo("/v1.0/robot/oToMessages/batchSend")),
            ["group"] = (ToGroup, IsTo("/v1.0/robot/groupMessages/send")),
            ["group recall"] = ((robot, token) => robot.RecallFromGroupAsync("robot", "cidA==", ["k"], token), IsTo("/v1.0/robot/groupMessages/recall")),
            ["oto recall"] = ((robot, token) => robot.RecallFromUsersAsync("robot", ["k"], token), IsTo("/v1.0/robot/otoMessages/batchRecall")),
            ["oto receipts"] = ((robot, token) => robot.Receipts.OfUsersAsync("robot", "k", token), IsTo("/v1.0/robot/oToMessages/readStatus")),
            ["group receipts"] = (
                (robot, token) => robot.Receipts.OfGroupAsync("robot", "cidA==", "k", null, token), IsTo("/v1.0/robot/groupMessages/query")),
            ["upload"] = ((robot, token) => robot.Media.UploadAsync(MediaKind.Image, "a.png", new byte[] { 1 }, token), IsTo("/media/upload")),
            ["card"] = ((robot, token) => robot.Cards.CreateAsync(CardSamples.Card, token), IsTo("/v1.0/card/instances")),
            ["card delivery"] = (
                (robot, token) => robot.Cards.DeliverAsync("trk-1", CardSamples.Space, token), IsTo("/v1.0/card/instances/deliver")),
            ["card in one"] = (
                (robot, token) => robot.Cards.CreateAndDeliverAsync(CardSamples.Card, CardSamples.Space, token),
                IsTo("/v1.0/card/instances/createAndDeliver")),
            ["card update"] = (
                (robot, token) => robot.Cards.UpdateAsync("trk-1", new Dictionary<string, string> { ["a"] = "b" }, token),
                IsTo("/v1.0/card/instances")),
            ["card frame"] = ((robot, token) => robot.Cards.StreamAsync("trk-1", CardSamples.Frame, token), IsTo("/v1.0/card/streaming")),
            ["reaction"] = ((robot, token) => robot.Reactions.AddAsync(RobotFixture.Thinking, token), IsTo("/v1.0/robot/emotion/reply")),
            ["reaction recall"] = ((robot, token) => robot.Reactions.RecallAsync(RobotFixture.Thinking, token), IsTo("/v1.0/robot/emotion/recall")),
            ["download"] = (
                (robot, token) => robot.Media.DownloadAsync("robot", "dc", System.IO.Stream.Null, token),
                IsTo("/v1.0/robot/messageFiles/download")),
        };

    private static Task ToGroup(RobotClient robot, CancellationToken token) => robot.SendToGroupAsync("robot", "cidA==", RobotFixture.Hello, token);

    private static Func<StubRequest, bool> IsTo(string path) => request => request.Address.AbsolutePath == path;
}
