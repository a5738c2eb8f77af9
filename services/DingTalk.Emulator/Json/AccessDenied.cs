namespace DingTalk.Emulator.Json;

// What an app would need to be allowed the call.
internal sealed record AccessDenied(IReadOnlyList<string> RequiredScopes);
