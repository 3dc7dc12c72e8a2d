package cn.siduan.demo.load;

import com.fasterxml.jackson.databind.JsonNode;

/** What the loader needs to know of a service item. */
record Item(long id, String code, boolean byAppointment, int formVersion, JsonNode form) {}
