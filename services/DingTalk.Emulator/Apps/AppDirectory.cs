using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Apps;

internal sealed class AppDirectory
{
    private const string Encrypted = "$:LWCP_v1:";

    private ImmutableList<EmulatorApp> _all;

    public AppDirectory(IOptions<EmulatorOptions> options) => _all = [.. options.Value.Apps];

    public IReadOnlyList<EmulatorApp> All => _all;

    public EmulatorApp Default => All[0];

    public EmulatorApp? Find(string? clientId) => _all.Find(app => app.ClientId == clientId);

    public void Add(EmulatorApp app) => ImmutableInterlocked.Update(ref _all, all => all.Add(app));

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
