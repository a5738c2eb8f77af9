using System.Text.Json;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Links;

namespace DingTalk.Emulator.Chat;

// What the page shows besides messages, as JSON: the apps with their connections, and the armed faults.
internal sealed class PageState(AppDirectory apps, LinkRegistry links, FaultStore faults)
{
    public string Apps()
    {
        var hello = new ChatHello([.. apps.All.Select(app => new ChatApp(app.ClientId, app.Name, links.Count(app)))]);
        return JsonSerializer.Serialize(hello, EmulatorJson.Shared.ChatHello);
    }

    public IReadOnlyList<Fault> ArmedFaults() => faults.Armed();

    public static string Faults(IReadOnlyList<Fault> armed) =>
        JsonSerializer.Serialize(new FaultsAnswer([.. armed.Select(ArmedFault.Of)]), EmulatorJson.Shared.FaultsAnswer);
}
