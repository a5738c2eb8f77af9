namespace PicoClaw.Gateway.Doctor.Checking;

/// <summary>One line of the doctor's report.</summary>
internal sealed record CheckedLine(string Check, string? Subject, FindingLevel Level, string Text, string? Remedy)
{
    public static CheckedLine Of(IDoctorCheck check, Finding finding) => new(check.Name, check.Subject, finding.Level, finding.Text, finding.Remedy);
}
