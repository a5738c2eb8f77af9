using System.Globalization;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>The dead letters of a gateway that runs.</summary>
internal sealed class RemoteDeadLetters(HttpClient http) : IDeadLetters
{
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken) =>
        await AskAsync(HttpMethod.Get, $"?{Query(filter)}", DeadLetterJson.Default.IReadOnlyListDeadLetter, cancellationToken) ?? [];

    public Task<DeadLetterDetail?> FindAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, Of(kind, id), DeadLetterJson.Default.DeadLetterDetail, cancellationToken);

    public async Task<ReplayResult> ReplayAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
        (await AskAsync(HttpMethod.Post, Of(kind, id), DeadLetterJson.Default.ReplayResult, cancellationToken))!;

    public async Task<bool> PurgeAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
        (await AskAsync(HttpMethod.Delete, Of(kind, id), DeadLetterJson.Default.ReplayResult, cancellationToken))! == ReplayResult.Done;

    private async Task<T?> AskAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(DeadLetterEndpoints.Path + path, UriKind.Relative));
        using var answer = await http.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(type, cancellationToken);
    }

    private static string Of(DeadLetterKind kind, string id) => $"/{kind}/{Uri.EscapeDataString(id)}";

    private static string Query(DeadLetterFilter filter) => string.Join(
        '&',
        new (string Name, string? Value)[]
        {
            ("kind", filter.Kind?.ToString()),
            ("reason", filter.Reason),
            ("since", filter.Since?.ToString("O", CultureInfo.InvariantCulture)),
            ("id", filter.Id),
        }.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
}
