namespace PicoClaw.Hosting.DeadLetters;

/// <summary>Which dead letters are meant; all conditions that are set have to hold.</summary>
/// <param name="Kind">Of this kind.</param>
/// <param name="Reason">With this in the reason, in any case.</param>
/// <param name="Since">That failed then or later.</param>
/// <param name="Id">Whose id begins like this.</param>
public sealed record DeadLetterFilter(DeadLetterKind? Kind = null, string? Reason = null, DateTimeOffset? Since = null, string? Id = null)
{
    public bool Fits(DeadLetter letter) =>
        (Kind is null || letter.Kind == Kind)
        && (Reason is null || letter.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase))
        && (Since is null || letter.At >= Since)
        && (Id is null || letter.Id.StartsWith(Id, StringComparison.OrdinalIgnoreCase));
}
