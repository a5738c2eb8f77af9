using Microsoft.Extensions.Options;

namespace PicoClaw.Storage.Lanes;

internal sealed class LaneOptionsValidator : IValidateOptions<LaneOptions>
{
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, LaneOptions options)
    {
        if (options.MaxLanes < 1)
        {
            return ValidateOptionsResult.Fail($"Lanes:MaxLanes is {options.MaxLanes}, but must be at least 1.");
        }

        if (options.LeaseTime < TimeSpan.FromSeconds(1) || options.LeaseTime > LongestLease)
        {
            return ValidateOptionsResult.Fail($"Lanes:LeaseTime is {options.LeaseTime}, but must be from 00:00:01 to {LongestLease}.");
        }

        // A holder renews after a third of its lease, and the time left must suffice for a second try.
        if (options.SafetyMargin <= TimeSpan.Zero || options.SafetyMargin * 3 > options.LeaseTime)
        {
            return ValidateOptionsResult.Fail(
                $"Lanes:SafetyMargin is {options.SafetyMargin}, but must be more than nothing and at most a third of Lanes:LeaseTime, {options.LeaseTime}.");
        }

        if (options.AbsenceTime < TimeSpan.FromSeconds(1) || options.AbsenceTime > LongestLease)
        {
            return ValidateOptionsResult.Fail($"Lanes:AbsenceTime is {options.AbsenceTime}, but must be from 00:00:01 to {LongestLease}.");
        }

        if (options.FinishTime < TimeSpan.Zero || options.FinishTime > LongestLease)
        {
            return ValidateOptionsResult.Fail($"Lanes:FinishTime is {options.FinishTime}, but must be from nothing to {LongestLease}.");
        }

        return options.SweepInterval > TimeSpan.Zero && options.SweepInterval <= LongestLease
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Lanes:SweepInterval is {options.SweepInterval}, but must be more than nothing and at most {LongestLease}.");
    }
}
