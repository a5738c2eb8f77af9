namespace DingTalk.Emulator.Json;

// The permissions that the app lacks for the call.
internal sealed record AccessDenied(IReadOnlyList<string> RequiredScopes);
