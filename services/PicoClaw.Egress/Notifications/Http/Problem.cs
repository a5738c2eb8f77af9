namespace PicoClaw.Egress.Notifications.Http;

/// <summary>An error as RFC 9457 has it; the detail says what to do.</summary>
internal sealed record Problem(int Status, string Title, string Detail, string Type = "about:blank")
{
    public IResult ToResult() => Results.Json(this, MessageJson.Answers.Problem, "application/problem+json", Status);

    public static Problem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Bad Request", detail);
}
