using DingTalk.Stream;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

const string Key = "content";
var builder = Host.CreateApplicationBuilder(args);
var settings = builder.Configuration;
string[] needed = ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET", "DINGTALK_CARD_TEMPLATE"];
var missing = needed.Where(name => string.IsNullOrWhiteSpace(settings[name])).ToList();
if (missing.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"Set {string.Join(" and ", missing)}: the client id and secret of an app with a robot in Stream mode, and the id of a card template of that app "
        + $"with the streamed Markdown variable \"{Key}\". For the emulator: dingdemo, demo-secret and any id, with its address in DINGTALK_API_BASE.");
    return 1;
}

builder.Services.AddDingTalkStream(
    options =>
    {
        options.ClientId = settings["DINGTALK_CLIENT_ID"]!;
        options.ClientSecret = settings["DINGTALK_CLIENT_SECRET"]!;
        options.ApiBaseAddress = settings["DINGTALK_API_BASE"] is { } address ? new Uri(address) : DingTalkHosts.Api;
    },
    (client, services) => client
        .OnBotMessage(
            async (message, cancellationToken) =>
            {
                await AnswerAsync(services.GetRequiredService<RobotClient>(), message, cancellationToken);
                return HandlerResult.Ok();
            },
            AckTiming.BeforeHandling)
        .OnCardCallback((click, _) => new((CardUpdate?)new CardUpdate
        {
            UserPrivateData = new Dictionary<string, string> { ["clicked"] = string.Join(", ", click.ActionIds) },
        })));
await builder.Build().RunAsync();
return 0;

async Task AnswerAsync(RobotClient robot, BotMessage message, CancellationToken cancellationToken)
{
    // The message's id names the card: were the message handled twice, it would be the same card.
    var card = new NewCard(settings["DINGTALK_CARD_TEMPLATE"]!, $"card-{message.MessageId}", new Dictionary<string, string> { ["flowStatus"] = "1" });
    var space = message.IsGroup
        ? CardSpace.Group(message.ConversationId, message.RobotCode ?? settings["DINGTALK_CLIENT_ID"]!)
        : CardSpace.Direct(message.SenderStaffId ?? "", message.RobotCode ?? settings["DINGTALK_CLIENT_ID"]!);
    var shown = await robot.Cards.CreateAndDeliverAsync(card, space, cancellationToken);
    if (!shown.IsShown)
    {
        await message.ReplyAsync(robot, $"The card cannot be shown: {shown.Error}", cancellationToken);
        return;
    }

    // A real bot would wait a second between two frames: each is an API call of the month.
    var words = $"{message.SenderNick} said: {message.Content.PlainText.Trim()}".Split(' ');
    for (var count = 1; count <= words.Length; count++)
    {
        var frame = new CardFrame($"{card.OutTrackId}-{count}", Key, string.Join(' ', words.Take(count))) { IsFinal = count == words.Length };
        await robot.Cards.StreamAsync(card.OutTrackId, frame, cancellationToken);
    }
}
