using Microsoft.AspNetCore.Builder;

namespace PicoClaw.Hosting;

/// <summary>What a feature answers over HTTP. All that are registered are mapped before the process starts.</summary>
public interface IEndpoints
{
    void Map(WebApplication app);
}
