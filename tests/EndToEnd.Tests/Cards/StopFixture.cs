using Harness.Agents;

namespace EndToEnd.Tests.Cards;

/// <summary>Three agents whose model never ends, and a turn that says after a second that it goes on.</summary>
public sealed class StopFixture : IAsyncLifetime
{
    private CardSystem? _system;

    internal CardSystem System => _system!;

    public async ValueTask InitializeAsync() => _system = await CardSystem.StartAsync(Speech.WithoutEnd, agents: 3, progressAfter: 1);

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }
    }
}
