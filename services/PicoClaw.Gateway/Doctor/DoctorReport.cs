using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor;

/// <summary>What the doctor found, as one object.</summary>
internal sealed record DoctorReport(IReadOnlyList<CheckedLine> Checks)
{
    /// <summary>Nothing failed.</summary>
    public bool Ok => Fail == 0;

    public int Pass => Count(FindingLevel.Pass);

    public int Warn => Count(FindingLevel.Warn);

    public int Fail => Count(FindingLevel.Fail);

    public int Skip => Count(FindingLevel.Skip);

    private int Count(FindingLevel level) => Checks.Count(line => line.Level == level);
}
