using PicoClaw.Agent.Models.Probing;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Models;

/// <summary>One short question to one entry of <c>model_list</c>; it costs a few tokens.</summary>
internal sealed class ModelCheck(ModelProbe probe, int place) : IDoctorCheck
{
    public string Name => "model";

    public string? Subject => probe.Names[place];

    public TimeSpan Limit => TimeSpan.FromSeconds(45);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var result = await probe.AskAsync(place, cancellationToken);
        return [result.Fault == ModelProbeFault.None ? Finding.Pass("it answers") : Problem(result)];
    }

    private static Finding Problem(ModelProbeResult result) => result.Fault switch
    {
        ModelProbeFault.Key => Finding.Fail($"the key is refused: {result.Text}", "Write a key of this service under api_keys in model_list; look at api_base as well."),
        ModelProbeFault.Name => Finding.Fail(
            $"the service does not know the model: {result.Text}", "Correct model (provider/model) in model_list to a name that the service lists for your account."),
        ModelProbeFault.Balance => Finding.Fail($"the account cannot pay: {result.Text}", "Top up the account at the model's service."),
        ModelProbeFault.Unreachable => Finding.Fail(
            $"the service {result.Text}", "Correct api_base in model_list, or let this machine reach it: firewall, HTTPS_PROXY, NO_PROXY."),
        ModelProbeFault.Busy => Finding.Warn($"no answer now: {result.Text}", "Try again in some minutes, or add a model to fallbacks."),
        _ => Finding.Fail($"the call is refused: {result.Text}", "Correct this entry of model_list: extra_body, custom_headers and the model's name are sent as written."),
    };
}
