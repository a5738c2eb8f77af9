using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Oauth;

// One token per app. Another request while it is valid returns and renews the same token.
internal sealed class AccessTokens(Stats stats, TimeProvider time) : IImmediateFault
{
    public const int LifetimeSeconds = 7200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Token> _byApp = new(StringComparer.Ordinal);

    public string Issue(EmulatorApp app)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var held = _byApp.GetValueOrDefault(app.ClientId);
            if (held is null || held.ExpiresAt <= now)
            {
                stats.TokenIssued();
                held = new Token(Guid.NewGuid().ToString("N"), app, now);
            }

            _byApp[app.ClientId] = held with { ExpiresAt = now.AddSeconds(LifetimeSeconds) };
            return held.Value;
        }
    }

    public EmulatorApp? Owner(string? value)
    {
        lock (_gate)
        {
            return _byApp.Values.FirstOrDefault(token => token.Value == value && token.ExpiresAt > time.GetUtcNow())?.App;
        }
    }

    public void Apply(Fault fault)
    {
        if (fault.Name == FaultNames.TokenInvalid)
        {
            Revoke(fault.App);
        }
    }

    private void Revoke(string? clientId)
    {
        lock (_gate)
        {
            foreach (var id in _byApp.Keys.Where(id => clientId is null || id == clientId).ToList())
            {
                _byApp.Remove(id);
            }
        }
    }
}
