using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Control;

// GET /emulator/stats
internal sealed class StatsEndpoint(Stats stats, AppDirectory apps, LinkRegistry links, PushQueue pushes, CardStore cards)
{
    public IResult Handle() => TypedResults.Json(
        stats.Read(apps.All.ToDictionary(app => app.ClientId, links.Count), pushes.Unacked, pushes.WaitingForLink, cards.Figures),
        EmulatorJson.Shared.StatsAnswer);
}
