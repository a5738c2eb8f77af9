using System.Security.Cryptography;

namespace DingTalk.Emulator.Registration;

internal sealed class RegistrationStore(TimeProvider time) : IResettable
{
    public static readonly TimeSpan NonceLifetime = TimeSpan.FromSeconds(300);
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(7200);

    private const int Capacity = 1000;
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string? Source, DateTimeOffset Until)> _nonces = new(StringComparer.Ordinal);
    private readonly List<DeviceRegistration> _registrations = [];

    public IReadOnlyList<DeviceRegistration> All
    {
        get
        {
            lock (_gate)
            {
                Expire();
                return [.. _registrations];
            }
        }
    }

    public string NewNonce(string? source)
    {
        var nonce = NewCode();
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var old = _nonces.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key);
            foreach (var gone in old.Concat(_nonces.Keys.Take(_nonces.Count - Capacity + 1)).ToList())
            {
                _nonces.Remove(gone);
            }

            _nonces[nonce] = (source, now + NonceLifetime);
        }

        return nonce;
    }

    // Null for a nonce that is unknown, used or expired.
    public DeviceRegistration? Begin(string? nonce)
    {
        lock (_gate)
        {
            if (nonce is null || !_nonces.Remove(nonce, out var issued) || issued.Until <= time.GetUtcNow())
            {
                return null;
            }

            if (_registrations.Count >= Capacity)
            {
                _registrations.RemoveAt(0);
            }

            var userCode = $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
            var begun = new DeviceRegistration(NewCode(), userCode, issued.Source, time.GetUtcNow() + Lifetime);
            _registrations.Add(begun);
            return begun;
        }
    }

    public DeviceRegistration? Find(string? deviceCode) => All.FirstOrDefault(one => one.DeviceCode == deviceCode);

    // What a person does with the code; null when none waits. Without a code it is the newest.
    public DeviceRegistration? Decide(string? userCode, RegistrationStatus status, EmulatorApp? app, string? reason)
    {
        lock (_gate)
        {
            Expire();
            var found = _registrations.FindLast(
                one => one.Status == RegistrationStatus.Waiting && (userCode is null || one.UserCode == userCode));
            if (found is not null)
            {
                (found.Status, found.App, found.Reason) = (status, app, reason);
            }

            return found;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _nonces.Clear();
            _registrations.Clear();
        }
    }

    private void Expire()
    {
        foreach (var late in _registrations.Where(one => one.Status == RegistrationStatus.Waiting && one.ExpiresAt <= time.GetUtcNow()))
        {
            late.Status = RegistrationStatus.Expired;
        }
    }

    private static string NewCode() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
