using System.Net.Http.Json;

namespace Load.Traffic;

/// <summary>Everything that was said to a bot and that it said.</summary>
internal sealed record EmulatorRecord(IReadOnlyList<Push> Pushes, IReadOnlyList<Heard> Replies)
{
    public static async Task<EmulatorRecord> ReadAsync(Uri emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator };
        return (await http.GetFromJsonAsync<EmulatorRecord>("/emulator/transcript"))!;
    }
}
