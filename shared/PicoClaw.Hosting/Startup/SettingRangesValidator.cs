using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

internal sealed class SettingRangesValidator(IConfiguration configuration) : IValidateOptions<SettingRanges>
{
    public ValidateOptionsResult Validate(string? name, SettingRanges options) =>
        FinalSettings.Problems(configuration) is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
