using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Apps;

internal sealed class AppDirectory
{
    private const string Encrypted = "$:LWCP_v1:";

    private readonly FrozenDictionary<string, EmulatorApp> _byId;

    public AppDirectory(IOptions<EmulatorOptions> options)
    {
        All = options.Value.Apps;
        _byId = All.ToFrozenDictionary(app => app.ClientId, StringComparer.Ordinal);
    }

    public IReadOnlyList<EmulatorApp> All { get; }

    public EmulatorApp Default => All[0];

    public EmulatorApp? Find(string? clientId) => clientId is not null && _byId.TryGetValue(clientId, out var app) ? app : null;

    // Exact comparison: DingTalk refuses a secret with a stray space, too.
    public EmulatorApp? FindByCredentials(string? clientId, string? clientSecret) =>
        Find(clientId) is { } app && string.Equals(app.ClientSecret, clientSecret, StringComparison.Ordinal) ? app : null;

    public string Names() => string.Join(", ", All.Select(app => app.ClientId));

    // Looks like DingTalk's ids and is the same in every run, so scripts and screenshots stay comparable.
    public static string EncryptedId(string kind, string of) => $"{Encrypted}${Digest($"{kind}\n{of}", 16)}==";

    public static bool IsEncrypted(string id) => id.StartsWith(Encrypted, StringComparison.Ordinal);

    // `at` is the app's place in the list.
    public static long AgentId(int at) => 1_000_000_001 + at;

    public static string DirectConversationId(EmulatorApp app, string staffId) => $"cid{Digest($"{app.ClientId}\n{staffId}", 22)}==";

    // Plain base64: real ids contain '/' and '+', too, which reveals clients that do not encode them.
    private static string Digest(string text, int length) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
