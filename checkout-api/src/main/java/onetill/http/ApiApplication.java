package onetill.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources of all jars, below one path. */
@ApplicationPath("api/v1")
public class ApiApplication extends Application {}
