using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Statistics;

// GET /emulator/stats
internal sealed class StatsEndpoint(Stats stats, AppDirectory apps, LinkRegistry links, PushDesk pushes, CardDesk cards)
{
    public IResult Handle() => TypedResults.Json(
        stats.Read(apps.All.ToDictionary(app => app.ClientId, links.Count), pushes.Unacked, pushes.WaitingForLink, cards.Figures), EmulatorJson.Shared.StatsAnswer);
}
