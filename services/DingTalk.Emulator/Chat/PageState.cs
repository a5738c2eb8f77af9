using System.Text.Json;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// What the page shows besides messages, as JSON: the apps with their connections, the armed faults, and how far the exchanges are.
internal sealed class PageState(AppDirectory apps, LinkRegistry links, FaultStore faults, ExchangeLog exchanges)
{
    public string Apps()
    {
        var hello = new ChatHello([.. apps.All.Select(app => new ChatApp(app.ClientId, app.Name, links.Count(app)))]);
        return JsonSerializer.Serialize(hello, EmulatorJson.Shared.ChatHello);
    }

    public long LastExchange => exchanges.Last;

    public IReadOnlyList<Fault> ArmedFaults() => faults.Armed();

    public static string Faults(IReadOnlyList<Fault> armed) =>
        JsonSerializer.Serialize(new FaultsAnswer([.. armed.Select(ArmedFault.Of)]), EmulatorJson.Shared.FaultsAnswer);
}
