using System.Net;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Errors;

/// <summary>
/// An answer that DingTalk gives on a route ("webhook", "oto", "group", or "token" for the call that fetches one), and what it means for
/// the reply.
/// </summary>
internal sealed record ErrorCase(string Route, string Title, int Status, string Body, Fate Fate)
{
    public string Name => $"{Route} {Title}";

    /// <summary>What the reason must say, so that its reader can act on it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The documented code, if any.</summary>
    public string? Code { get; init; }

    /// <summary>How long the called API or webhook rests.</summary>
    public int Seconds { get; init; } = 1;

    public string? Location { get; init; }

    public string Path => Route switch
    {
        "webhook" => "/robot/sendBySession",
        "oto" => "/v1.0/robot/oToMessages/batchSend",
        "group" => "/v1.0/robot/groupMessages/send",
        _ => "/v1.0/oauth2/accessToken",
    };

    public HttpResponseMessage Answer()
    {
        var answer = new HttpResponseMessage((HttpStatusCode)Status) { Content = new StringContent(Body) };
        answer.Headers.Location = Location is null ? null : new Uri(Location, UriKind.RelativeOrAbsolute);
        return answer;
    }
}
